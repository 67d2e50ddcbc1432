// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/Bench.h"

#include "engine/LoadedModel.h"
#include "engine/bench/FlowBench.h"
#include "engine/bench/TrainBench.h"
#include "engine/train/Hardware.h"

#include <algorithm>
#include <fstream>
#include <thread>

namespace facet {
namespace {

constexpr double Mib = 1024.0 * 1024.0;
constexpr const char* Bundled = "bundled";

/// The processor's name as Linux tells it.
std::string processorName() {
    std::ifstream file("/proc/cpuinfo");
    for (std::string line; std::getline(file, line);) {
        if (line.starts_with("model name")) {
            return line.substr(line.find(':') + 2);
        }
    }
    return "unknown";
}

struct Subject {
    std::shared_ptr<flow::Glow> flow;
    std::unique_ptr<runtime::FlowRuntime> runtime;
};

Subject subjectOf(const std::string& shape, const EngineOptions& options) {
    if (shape == Bundled) {
        auto model = loadModel(options);
        return {std::move(model.flow), std::move(model.runtime)};
    }
    Subject subject{bench::randomFlow(bench::shapeNamed(shape)), nullptr};
    subject.runtime = runtime::makeFlowRuntime(*subject.flow, {options.device, options.precision, options.threads});
    return subject;
}

BenchResult described(BenchTask task, const std::string& shape, const Subject& subject) {
    BenchResult result;
    result.task = task;
    result.shape = shape;
    result.device = subject.runtime->device();
    for (const auto& parameter : subject.flow->parameters()) {
        result.parameters += parameter.numel();
    }
    result.gmac = bench::gmacOf(subject.runtime->architecture());
    result.precision = runtime::nameOf(subject.runtime->precision());
    result.memoryMib = static_cast<double>(subject.runtime->memory()) / Mib;
    return result;
}

void setTimes(BenchResult& result, const bench::FlowTimes& times) {
    result.medianMs = times.runtime.median;
    result.p95Ms = times.runtime.p95;
    if (times.eager) {
        result.eagerMs = times.eager->median;
    }
    result.floorMs = times.floor;
}

/// A photo of 24 megapixels with a face that the model drew: whatever the photo shows, the work is the same.
Image photoWith(const Image& face) {
    constexpr int Width = 6000, Height = 4000;
    Image photo(Width, Height, 3);
    for (int y = 0; y < Height; ++y) {
        auto* to = photo.row<std::uint8_t>(y);
        const auto* from = face.row<std::uint8_t>(y * face.height() / Height);
        for (int x = 0; x < Width; ++x, to += 3) {
            std::copy_n(from + x * face.width() / Width * 3, 3, to);
        }
    }
    return photo;
}

/// A frame after a move of the first of `count` attributes, which lie as far apart in the model's list as they can.
bench::Spread timeSlider(const EngineOptions& options, std::size_t count, double seconds) {
    constexpr int ViewWidth = 1600, ViewHeight = 1066;
    const auto engine = makeGlowFaceEngine(options);
    const auto drawn = engine->sample(1, 0.7, 1).front();
    const auto photo = photoWith(drawn);
    constexpr double Scale = 1600.0 / 6000.0;
    const auto face = engine->encode(photo, Alignment::fromEyes({2500, 1800}, {3000, 1800}));
    Image view(ViewWidth, ViewHeight, 3);
    for (int y = 0; y < ViewHeight; ++y) {
        for (int x = 0; x < ViewWidth; ++x) {
            std::copy_n(photo.row<std::uint8_t>(static_cast<int>(y / Scale)) + static_cast<int>(x / Scale) * 3, 3,
                        view.row<std::uint8_t>(y) + x * 3);
        }
    }
    const auto& attributes = engine->info().attributes;
    EditRecipe recipe;
    for (std::size_t i = 1; i < count; ++i) {
        recipe.amounts[attributes[i * attributes.size() / count].name] = 1;
    }
    int move = 0;
    const auto frame = [&] {
        recipe.amounts[attributes.front().name] = 0.01 * (1 + ++move % 100);
        engine->composite(view, Scale, view.bounds(), {engine->edit(*face, recipe)});
    };
    return bench::compare({frame}, seconds).front();
}

bench::Spread timeStartup(const EngineOptions& options, double seconds) {
    return bench::compare({[&] { makeGlowFaceEngine(options)->sample(1, 0.7, 1); }}, seconds).front();
}

BenchResult timed(BenchTask task, const std::string& shape, Subject& subject, const EngineOptions& options,
                  double seconds) {
    auto result = described(task, shape, subject);
    if (task == BenchTask::Decode) {
        setTimes(result, bench::timeDecode(*subject.flow, *subject.runtime, seconds));
    } else if (task == BenchTask::Encode) {
        setTimes(result, bench::timeEncode(*subject.flow, *subject.runtime, seconds));
    } else {
        const auto spread = task == BenchTask::Startup
                                ? timeStartup(options, seconds)
                                : timeSlider(options, task == BenchTask::Sliders ? 4 : 1, seconds);
        result.medianMs = spread.median;
        result.p95Ms = spread.p95;
    }
    return result;
}

/// What training is timed on: the device of the options, or all of this machine's.
std::vector<train::Hardware> trainingHardware(const EngineOptions& options, int threads) {
    std::vector<train::Hardware> all = {train::hardwareNamed(options.device, threads, 0)};
    if (options.device == "auto" && all.front().device) {
        all.insert(all.begin(), train::hardwareNamed("cpu", threads, 0));
    }
    return all;
}

std::vector<BenchResult> timedTraining(const std::string& shape, const Subject& subject,
                                       const train::Hardware& hardware, double seconds) {
    constexpr int Batch = 32;
    std::vector<BenchResult> results;
    for (const auto& time : bench::timeTraining(subject.runtime->architecture(), Batch, hardware, seconds)) {
        auto result = described(BenchTask::Train, shape, subject);
        result.device = nameOf(hardware);
        result.precision = time.way;
        result.batch = Batch;
        result.medianMs = time.step.median;
        result.p95Ms = time.step.p95;
        result.eagerMs = time.eager.median;
        result.memoryMib = time.mib;
        result.eagerMib = time.eagerMib;
        results.push_back(result);
    }
    return results;
}

bool fits(BenchTask task, const std::string& shape) {
    return shape == Bundled || task == BenchTask::Decode || task == BenchTask::Encode;
}

/// The options once for each device that is to be timed. The processor has no float16.
std::vector<EngineOptions> onDevices(const EngineOptions& options) {
    if (options.device != "auto") {
        return {options};
    }
    std::vector<EngineOptions> all;
    for (const auto& device : runtime::usableDevices()) {
        if (device != "cpu" || options.precision != "float16") {
            all.push_back(options);
            all.back().device = device;
        }
    }
    return all.empty() ? std::vector{options} : all;
}

void addName(std::string& names, const std::string& name) {
    if (names.find(name) == std::string::npos) {
        names += (names.empty() ? "" : "; ") + name;
    }
}

void timeOn(const EngineOptions& device, const std::vector<BenchTask>& tasks, const std::string& shape,
            const std::vector<train::Hardware>& training, double seconds, BenchReport& report) {
    auto subject = subjectOf(shape, device);
    addName(report.device, subject.runtime->name());
    for (const auto task : tasks) {
        if (task == BenchTask::Train) {
            for (const auto& hardware : training) {
                const auto results = timedTraining(shape, subject, hardware, seconds);
                report.results.insert(report.results.end(), results.begin(), results.end());
            }
        } else if (fits(task, shape)) {
            report.results.push_back(timed(task, shape, subject, device, seconds));
        }
    }
}

}  // namespace

BenchReport runBench(const std::vector<BenchTask>& tasks, const std::vector<std::string>& shapes,
                     const EngineOptions& options, double seconds, const Progress& progress) {
    BenchReport report;
    report.processor = processorName();
    report.threads =
        options.threads > 0 ? options.threads : std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
    torch::set_num_threads(report.threads);
    const bool trains = std::find(tasks.begin(), tasks.end(), BenchTask::Train) != tasks.end();
    const auto training = trains ? trainingHardware(options, report.threads) : std::vector<train::Hardware>();
    for (std::size_t i = 0; i < shapes.size(); ++i) {
        progress("timing " + shapes[i], static_cast<double>(i) / static_cast<double>(shapes.size()));
        auto left = tasks;
        for (const auto& onDevice : onDevices(options)) {
            timeOn(onDevice, left, shapes[i], training, seconds, report);
            std::erase(left, BenchTask::Train);  // on all that trains, once
        }
    }
    return report;
}

}  // namespace facet
