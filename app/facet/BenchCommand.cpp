// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/facet/Commands.h"
#include "app/facet/CommonOptions.h"
#include "app/facet/Output.h"
#include "engine/Bench.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <iomanip>
#include <memory>
#include <sstream>

namespace facet::cli {

namespace {

struct Options {
    std::vector<std::string> what = {"decode", "encode", "slider", "sliders", "startup"};
    std::vector<std::string> shapes = {"bundled"};
    double seconds = 3;
    CommonOptions common;
};

const std::vector<std::pair<std::string, BenchTask>> Tasks = {
    {"decode", BenchTask::Decode},   {"encode", BenchTask::Encode},   {"slider", BenchTask::Slider},
    {"sliders", BenchTask::Sliders}, {"startup", BenchTask::Startup}, {"train", BenchTask::Train}};

std::vector<BenchTask> tasksOf(const std::vector<std::string>& names) {
    std::vector<BenchTask> tasks;
    for (const auto& [name, task] : Tasks) {
        if (std::find(names.begin(), names.end(), name) != names.end()) {
            tasks.push_back(task);
        }
    }
    return tasks;
}

const std::string& nameOf(BenchTask task) {
    return std::find_if(Tasks.begin(), Tasks.end(), [task](const auto& t) { return t.second == task; })->first;
}

nlohmann::ordered_json toJson(const BenchResult& r) {
    nlohmann::ordered_json json = {{"what", nameOf(r.task)},     {"shape", r.shape}, {"device", r.device},
                                   {"parameters", r.parameters}, {"gmac", r.gmac},   {"precision", r.precision},
                                   {"median_ms", r.medianMs},    {"p95_ms", r.p95Ms}};
    if (r.eagerMs) {
        json["eager_ms"] = *r.eagerMs;
    }
    if (r.floorMs) {
        json["floor_ms"] = *r.floorMs;
    }
    json["images_per_s"] = 1000 * r.batch / r.medianMs;
    json["peak_mib"] = r.memoryMib;
    if (r.eagerMib) {
        json["batch"] = r.batch;
        json["eager_images_per_s"] = 1000 * r.batch / *r.eagerMs;
        json["eager_peak_mib"] = *r.eagerMib;
    }
    return json;
}

nlohmann::ordered_json toJson(const BenchReport& report) {
    nlohmann::ordered_json results = nlohmann::ordered_json::array();
    for (const auto& result : report.results) {
        results.push_back(toJson(result));
    }
    return {{"device", report.device}, {"cpu", report.processor}, {"threads", report.threads}, {"results", results}};
}

std::string cell(std::optional<double> value) {
    if (!value) {
        return "–";
    }
    std::ostringstream text;
    text << std::fixed << std::setprecision(2) << *value;
    return text.str();
}

std::string toTable(const BenchReport& report) {
    std::ostringstream text;
    text << report.device << ", " << report.processor << "\nmilliseconds, one image (training: a step of 32)\n";
    text << std::left << std::setw(9) << "what" << std::setw(26) << "shape" << std::setw(24) << "device"
         << std::setw(18) << "precision" << std::right << std::setw(10) << "median" << std::setw(10) << "p95"
         << std::setw(10) << "eager" << std::setw(10) << "floor" << '\n';
    for (const auto& r : report.results) {
        const auto right = [&text](const std::string& value) {
            text << std::string(value == "–" ? 9 : 10 - std::min<std::size_t>(10, value.size()), ' ') << value;
        };
        text << std::left << std::setw(9) << nameOf(r.task) << std::setw(26) << r.shape << std::setw(24) << r.device
             << std::setw(18) << r.precision;
        right(cell(r.medianMs));
        right(cell(r.p95Ms));
        right(cell(r.eagerMs));
        right(cell(r.floorMs));
        text << '\n';
    }
    return text.str();
}

void run(const Options& options) {
    Console console(options.common.quiet, options.common.verbose);
    const auto report = runBench(tasksOf(options.what), options.shapes, options.common.engine, options.seconds,
                                 [&console](const std::string& what, double share) { console.step(what, share); });
    if (options.common.json) {
        print(toJson(report));
    } else {
        print(toTable(report));
    }
}

}  // namespace

void addBenchCommand(CLI::App& program) {
    const auto options = std::make_shared<Options>();
    CLI::App& command = *program.add_subcommand("bench", "Time this machine");
    std::vector<std::string> names(Tasks.size());
    std::transform(Tasks.begin(), Tasks.end(), names.begin(), [](const auto& task) { return task.first; });
    command.add_option("--what", options->what, "What to time (all but train)")
        ->type_name("decode,encode,slider,sliders,startup,train")
        ->delimiter(',')
        ->check(CLI::IsMember(names).description(""));
    command.add_option("--shape", options->shapes, "Of which flow, again for more (bundled)")
        ->type_name("bundled|rosinality64|paper256|SIZE,LEVELS,STEPS,WIDTH,affine|additive");
    command.add_option("--seconds", options->seconds, "How long each is timed (3)")
        ->type_name("S")
        ->check(CLI::Range(0.01, 600.0).description(""));
    addCommonOptions(command, options->common);
    command.footer("Example: facet bench --what decode --shape rosinality64 --precision float32");
    command.callback([options] { run(*options); });
}

}  // namespace facet::cli
