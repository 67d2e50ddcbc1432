// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/facet/CommonOptions.h"

#include <CLI/CLI.hpp>

namespace facet::cli {

CLI::Option* addDeviceOption(CLI::App& command, std::string& device) {
    const auto known = [](const std::string& name) {
        const bool numbered = name.starts_with("cuda:") && name.size() > 5 &&
                              name.find_first_not_of("0123456789", 5) == std::string::npos;
        return name == "auto" || name == "cpu" || name == "cuda" || numbered
                   ? std::string()
                   : "the device is auto, cpu, cuda or cuda:n, not " + name;
    };
    return command.add_option("--device", device, "Where to compute (auto)")
        ->type_name("auto|cpu|cuda[:n]")
        ->check(CLI::Validator(known, ""));
}

void addCommonOptions(CLI::App& command, CommonOptions& options) {
    constexpr int MostThreads = 1024;
    const auto common = [](CLI::Option* option) { return option->group("Common options"); };
    common(command.add_option("--model", options.engine.model, "A model, or its folder (the bundled one)"))
        ->type_name("FILE|DIR");
    common(command.add_option("--attributes", options.engine.attributes,
                              "Attributes that were learnt from photos, or a folder of them; repeatable"))
        ->type_name("FILE|DIR")
        ->allow_extra_args(false)
        ->check(CLI::ExistingPath.description(""));
    common(addDeviceOption(command, options.engine.device));
    common(command.add_option("--precision", options.engine.precision,
                              "What the networks are computed in (" + options.engine.precision + ")"))
        ->type_name("auto|float32|bfloat16|float16")
        ->check(CLI::IsMember({"auto", "float32", "bfloat16", "float16"}).description(""));
    common(command.add_option("--threads", options.engine.threads, "How many threads (one a core)"))
        ->type_name("N")
        ->check(CLI::Range(1, MostThreads).description(""));
    auto* quiet = common(command.add_flag("-q,--quiet", options.quiet, "Only say what stops the work"));
    common(command.add_flag("-v,--verbose", options.verbose, "Say what is done and how long it takes"))
        ->excludes(quiet);
    common(command.add_flag("--json", options.json, "Print one JSON document on standard output"));
}

OpenEngine::OpenEngine(std::unique_ptr<GlowFaceEngine> engine, Console& console)
    : m_engine(std::move(engine)), m_console(console), m_reasonAtFirst(m_engine->info().deviceReason) {
    const EngineInfo& info = m_engine->info();
    m_console.note(info.modelName + " on " + info.device + ": " + info.deviceReason);
}

OpenEngine::~OpenEngine() {
    const std::string reason = m_engine->info().deviceReason;
    if (reason != m_reasonAtFirst) {
        m_console.warn(reason);
    }
}

OpenEngine openEngine(const CommonOptions& options, Console& console) {
    console.step("loading the model");
    return {makeGlowFaceEngine(options.engine), console};
}

}  // namespace facet::cli
