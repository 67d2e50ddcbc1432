// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/facet/CommonOptions.h"

#include <CLI/CLI.hpp>

namespace facet::cli {

void addCommonOptions(CLI::App& command, CommonOptions& options) {
    constexpr int MostThreads = 1024;
    const auto common = [](CLI::Option* option) { return option->group("Common options"); };
    common(command.add_option("--model", options.engine.model, "A model, or its folder (the bundled one)"))
        ->type_name("FILE|DIR");
    common(command.add_option("--device", options.engine.device, "Where to compute (auto)"))
        ->type_name("auto|cpu")
        ->check(CLI::IsMember({"auto", "cpu"}).description(""));
    common(command.add_option("--precision", options.engine.precision,
                              "What the networks are computed in (" + options.engine.precision + ")"))
        ->type_name("auto|float32|bfloat16")
        ->check(CLI::IsMember({"auto", "float32", "bfloat16"}).description(""));
    common(command.add_option("--threads", options.engine.threads, "How many threads (one a core)"))
        ->type_name("N")
        ->check(CLI::Range(1, MostThreads).description(""));
    auto* quiet = common(command.add_flag("-q,--quiet", options.quiet, "Only say what stops the work"));
    common(command.add_flag("-v,--verbose", options.verbose, "Say what is done and how long it takes"))
        ->excludes(quiet);
    common(command.add_flag("--json", options.json, "Print one JSON document on standard output"));
}

std::unique_ptr<GlowFaceEngine> openEngine(const CommonOptions& options, Console& console) {
    console.step("loading the model");
    auto engine = makeGlowFaceEngine(options.engine);
    console.note(engine->info().modelName + " on " + engine->info().device + ": " + engine->info().deviceReason);
    return engine;
}

}  // namespace facet::cli
