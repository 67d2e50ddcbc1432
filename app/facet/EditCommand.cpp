// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/facet/Commands.h"
#include "app/facet/CommonOptions.h"
#include "app/facet/Output.h"
#include "app/facet/PhotoInput.h"
#include "app/facet/RecipeOptions.h"
#include "app/facet/Timings.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <memory>

namespace facet::cli {

namespace {

struct Options {
    std::filesystem::path photo;
    OutputOptions output;
    RecipeOptions recipe;
    FaceOptions face;
    std::optional<int> quality;
    int longEdge = 0;
    media::KeepMetadata keep = media::KeepMetadata::All;
    CommonOptions common;
};

/// What the faces became.
struct Edits {
    std::vector<FaceEdit> edits;
    std::vector<RoundTrip> roundTrips;
};

Edits editFaces(const std::vector<PlacedFace>& faces, const Image& photo, const EditRecipe& recipe,
                const FaceEngine& engine, Console& console, Timings& timings) {
    Edits result;
    for (const PlacedFace& placed : faces) {
        console.step("editing", double(result.edits.size()) / double(faces.size()));
        const auto encoded = timings.measure("encode", [&] { return engine.encode(photo, placed.alignment); });
        timings.measure("refine", [&] { engine.refine(*encoded, recipe, {}); });
        timings.measure("details", [&] { engine.refineDetails(*encoded, recipe); });
        result.edits.push_back(timings.measure("decode", [&] { return engine.edit(*encoded, recipe); }));
        result.roundTrips.push_back(encoded->roundTrip());
        if (result.edits.back().limited) {
            console.warn("face " + std::to_string(placed.face.index) +
                         ": the amounts were scaled back to where the model is stable");
        }
    }
    return result;
}

/// Blends the edits into the photo's pixels and writes it.
void save(media::Photo photo, const Edits& edits, const EditRecipe& recipe, const Options& options,
          const FaceEngine& engine, Console& console, Timings& timings, Interrupts& interrupts) {
    console.step("saving");
    timings.measure("composite", [&] { blendInto(photo.image, edits.edits, engine); });
    media::WriteOptions write;
    write.overwrite = options.output.overwrite;
    write.quality = options.quality;
    write.longEdge = options.longEdge;
    write.keep = options.keep;
    if (!recipe.isIdentity()) {
        write.recipeJson = recipe.toJson();
        write.modelHash = engine.info().modelHash;
    }
    timings.measure("save", [&] { writePicture(photo, options.output, write, interrupts); });
}

nlohmann::ordered_json report(const Options& options, const EditRecipe& recipe, const std::vector<PlacedFace>& faces,
                              const Edits& edits, const EngineInfo& info, const Timings& timings) {
    nlohmann::ordered_json found = nlohmann::ordered_json::array();
    for (std::size_t i = 0; i < faces.size(); ++i) {
        found.push_back(toJson(faces[i].face));
        found.back()["limited"] = edits.edits[i].limited;
    }
    return {{"input", options.photo.string()},
            {"output", options.output.path.string()},
            {"faces", found},
            {"recipe", nlohmann::ordered_json::parse(recipe.toJson())},
            {"device", info.device},
            {"timings_ms", timings.toJson()},
            {"roundtrip", toJson(edits.roundTrips)}};
}

/// Whatever can be refused is refused in the order of what it costs to find out.
void run(const Options& options, Interrupts& interrupts) {
    Console console(options.common.quiet, options.common.verbose);
    Timings timings;
    const EditRecipe recipe = options.recipe.read();
    options.output.checkPicture(options.common.json, interrupts);
    const media::Photo photo = timings.measure("load", [&] { return readPhoto(options.photo, console); });
    checkMask(recipe, photo.image);
    const auto engine = timings.measure("load", [&] { return openEngine(options.common, console); });
    checkNames(recipe, engine->info());

    const auto faces = timings.measure(
        "detect", [&] { return placeFaces(options.face, photo.image, nameOf(options.photo), *engine, console); });
    const Edits edits = editFaces(faces, photo.image, recipe, *engine, console, timings);
    save(photo, edits, recipe, options, *engine, console, timings, interrupts);
    console.note(timings.toText());
    if (options.common.json) {
        print(report(options, recipe, faces, edits, engine->info(), timings));
    }
}

}  // namespace

void addEditCommand(CLI::App& program, Interrupts& interrupts) {
    const auto options = std::make_shared<Options>();
    CLI::App& command = *program.add_subcommand("edit", "Change the face in a photo");
    addPhotoArgument(command, options->photo);
    addOutputOptions(command, options->output, "The picture to write; its extension says how; - is standard output");
    addRecipeOptions(command, options->recipe, true);
    addFaceOptions(command, options->face);
    addQualityOption(command, options->quality);
    addLongEdgeOption(command, options->longEdge);
    addKeepOption(command, options->keep);
    addCommonOptions(command, options->common);
    command.footer("Example: facet edit photo.jpg -o smiling.jpg --set smile=1 --set age=-0.5");
    command.callback([options, &interrupts] { run(*options, interrupts); });
}

}  // namespace facet::cli
