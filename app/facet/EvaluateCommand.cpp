// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/facet/Commands.h"
#include "app/facet/CommonOptions.h"
#include "app/facet/Output.h"
#include "engine/Evaluate.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <iomanip>
#include <memory>
#include <sstream>

namespace facet::cli {

namespace {

struct Options {
    EvaluateOptions evaluate;
    CommonOptions common;
};

nlohmann::ordered_json toJson(const Evaluation& e) {
    return {{"images", e.images},
            {"bits", e.bits},
            {"bits_per_dim", e.bitsPerDim},
            {"roundtrip", {{"max", e.roundtripMax}, {"mean", e.roundtripMean}}}};
}

std::string toText(const Evaluation& e) {
    std::ostringstream text;
    text << e.images << " faces: " << std::fixed << std::setprecision(4) << e.bitsPerDim << " bits/dim at " << e.bits
         << " bits; round trip " << std::scientific << std::setprecision(1) << e.roundtripMax << " at worst, "
         << e.roundtripMean << " in the mean\n";
    return text.str();
}

void run(Options& options, Interrupts& interrupts) {
    Console console(options.common.quiet, options.common.verbose);
    options.evaluate.engine = options.common.engine;
    const auto result = evaluate(
        options.evaluate, [&console](const std::string& what, double share) { console.step(what, share); },
        interrupts.stopInstead());
    if (options.common.json) {
        print(toJson(result));
    } else {
        print(toText(result));
    }
}

}  // namespace

void addEvaluateCommand(CLI::App& program, Interrupts& interrupts) {
    const auto options = std::make_shared<Options>();
    CLI::App& command = *program.add_subcommand("evaluate", "Measure a model on aligned faces");
    command.add_option("--images", options->evaluate.images, "Zips and folders of aligned faces")
        ->type_name("ZIP|DIR ...")
        ->required();
    command.add_flag("--held-out", options->evaluate.heldOut, "Only the faces that training and fits leave out");
    options->common.engine.precision = "float32";  // of the round trip; densities are always float32
    addCommonOptions(command, options->common);
    command.footer("Example: facet evaluate --images faces.zip --held-out --json");
    command.callback([options, &interrupts] { run(*options, interrupts); });
}

}  // namespace facet::cli
