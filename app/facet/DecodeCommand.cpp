// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/facet/Commands.h"
#include "app/facet/CommonOptions.h"
#include "app/facet/Output.h"
#include "app/facet/RecipeOptions.h"
#include "app/facet/Timings.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <memory>

namespace facet::cli {

namespace {

struct Options {
    std::filesystem::path latent;
    OutputOptions output;
    RecipeOptions recipe;
    std::optional<int> quality;
    CommonOptions common;
};

nlohmann::ordered_json report(const Options& options, const EditRecipe& recipe, const EngineInfo& info,
                              const Timings& timings) {
    return {{"input", options.latent.string()},
            {"output", options.output.path.string()},
            {"recipe", nlohmann::ordered_json::parse(recipe.toJson())},
            {"model", info.modelHash},
            {"device", info.device},
            {"timings_ms", timings.toJson()}};
}

void run(const Options& options, Interrupts& interrupts) {
    Console console(options.common.quiet, options.common.verbose);
    Timings timings;
    const EditRecipe recipe = options.recipe.read();
    options.output.checkPicture(options.common.json, interrupts);
    const auto engine = timings.measure("load", [&] { return openEngine(options.common, console); });
    checkNames(recipe, engine->info());
    const auto face = timings.measure("load", [&] { return engine->loadLatent(options.latent); });

    console.step("decoding");
    media::Photo picture;
    timings.measure("refine", [&] { engine->refine(*face, recipe, {}); });
    picture.image = timings.measure("decode", [&] { return engine->decode(*face, recipe); });
    media::WriteOptions write;
    write.overwrite = options.output.overwrite;
    write.quality = options.quality;
    write.recipeJson = recipe.toJson();
    timings.measure("save", [&] { writePicture(picture, options.output, write, interrupts); });
    console.note(timings.toText());
    if (options.common.json) {
        print(report(options, recipe, engine->info(), timings));
    }
}

}  // namespace

void addDecodeCommand(CLI::App& program, Interrupts& interrupts) {
    const auto options = std::make_shared<Options>();
    CLI::App& command = *program.add_subcommand("decode", "Make the picture of a latent file, moved or as it is");
    command.add_option("LATENTS", options->latent, "What facet encode wrote")->required()->type_name("");
    addOutputOptions(command, options->output, "The picture to write; its extension says how; - is standard output");
    addRecipeOptions(command, options->recipe, false);
    addQualityOption(command, options->quality);
    options->common.engine.precision = "float32";  // what comes out are numbers to compute with
    addCommonOptions(command, options->common);
    command.footer("Example: facet decode face.safetensors -o face.png --set smile=1");
    command.callback([options, &interrupts] { run(*options, interrupts); });
}

}  // namespace facet::cli
