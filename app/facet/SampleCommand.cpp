// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/facet/Commands.h"
#include "app/facet/CommonOptions.h"
#include "app/facet/ContactSheet.h"
#include "app/facet/Output.h"
#include "app/facet/Timings.h"
#include "engine/Error.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <cstdint>
#include <iterator>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace facet::cli {

namespace {

struct Options {
    OutputOptions output;
    int count = 16;
    std::optional<int> columns;
    std::vector<double> temperatures = {0.7};
    std::uint64_t seed = 1;
    std::optional<int> quality;
    CommonOptions common;
};

/// What the picture says about itself, as an edited one tells its recipe.
nlohmann::ordered_json origin(const Options& options) {
    const auto& all = options.temperatures;
    using Json = nlohmann::ordered_json;
    const Json temperature = all.size() == 1 ? Json(all.front()) : Json(all);
    return {{"n", options.count}, {"temperature", temperature}, {"seed", options.seed}};
}

nlohmann::ordered_json report(const Options& options, const EngineInfo& info, const Timings& timings) {
    return {{"output", options.output.path.string()},
            {"sample", origin(options)},
            {"model", info.modelHash},
            {"device", info.device},
            {"timings_ms", timings.toJson()}};
}

constexpr int Most = 1000;  // they are all in memory before the sheet is made

void checkCount(const Options& options) {
    if (options.count * options.temperatures.size() > Most) {
        throw Error(ErrorKind::Usage,
                    "-n faces at each --temperature are more than " + std::to_string(Most) + "; ask for fewer");
    }
}

void run(const Options& options, Interrupts& interrupts) {
    checkCount(options);
    Console console(options.common.quiet, options.common.verbose);
    Timings timings;
    options.output.checkPicture(options.common.json, interrupts);
    const auto engine = timings.measure("load", [&] { return openEngine(options.common, console); });

    console.step("drawing faces");
    media::Photo sheet;
    sheet.image = timings.measure("decode", [&] {
        std::vector<Image> faces;
        for (const double temperature : options.temperatures) {
            auto drawn = engine->sample(options.count, temperature, options.seed);
            std::move(drawn.begin(), drawn.end(), std::back_inserter(faces));
        }
        const int row = options.temperatures.size() == 1 ? 4 : options.count;
        return contactSheet(faces, options.columns.value_or(row));
    });
    media::WriteOptions write;
    write.overwrite = options.output.overwrite;
    write.quality = options.quality;
    write.recipeJson = nlohmann::ordered_json({{"sample", origin(options)}}).dump();
    timings.measure("save", [&] { writePicture(sheet, options.output, write, interrupts); });
    console.note(timings.toText());
    if (options.common.json) {
        print(report(options, engine->info(), timings));
    }
}

}  // namespace

void addSampleCommand(CLI::App& program, Interrupts& interrupts) {
    const auto options = std::make_shared<Options>();
    CLI::App& command = *program.add_subcommand("sample", "Draw faces of nobody, side by side");
    addOutputOptions(command, options->output, "The picture to write; its extension says how; - is standard output");
    command.add_option("-n", options->count, "How many faces (16)")
        ->type_name("N")
        ->check(CLI::Range(1, Most).description(""));
    command
        .add_option("--columns", options->columns,
                    "How many in a row (4; all of a temperature, where there are several)")
        ->type_name("N")
        ->check(CLI::Range(1, Most).description(""));
    command
        .add_option("--temperature", options->temperatures,
                    "0 is the same face every time, 1 as varied as life (0.7); several: the same faces at each")
        ->type_name("T ...")
        ->check(CLI::Range(0.0, 2.0).description(""));
    command.add_option("--seed", options->seed, "The same seed draws the same faces (1)")->type_name("N");
    addQualityOption(command, options->quality);
    options->common.engine.precision = "float32";  // what comes out are numbers to compute with
    addCommonOptions(command, options->common);
    command.footer("Example: facet sample -o faces.png -n 12 --columns 6 --seed 7");
    command.callback([options, &interrupts] { run(*options, interrupts); });
}

}  // namespace facet::cli
