// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/bench/TrainBench.h"

#include "engine/bench/FlowBench.h"
#include "engine/train/FlowTrainer.h"

#include <fstream>
#include <memory>

namespace facet::bench {

namespace {

constexpr double Mib = 1024.0 * 1024.0;

/// A line of /proc/self/status in bytes.
double memory(const std::string& field) {
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);) {
        if (line.starts_with(field + ":")) {
            return std::stod(line.substr(field.size() + 1)) * 1024;
        }
    }
    return 0;
}

/// How far the process's memory rises while it works, above what it was before anything of this way was built.
double risenMib(double before, const std::function<void()>& work) {
    std::ofstream("/proc/self/clear_refs") << 5;  // the high-water mark begins anew
    work();
    return std::max(0.0, (memory("VmHWM") - before) / Mib);
}

std::function<void()> eagerStep(const flow::Architecture& architecture, const torch::Tensor& x) {
    const auto flow = randomFlow(architecture);
    flow->train();
    const auto optimiser = std::make_shared<torch::optim::Adam>(flow->parameters());
    return [flow, optimiser, x] {
        optimiser->zero_grad();
        flow->bitsPerDim(flow->logProb(x), 5).mean().backward();
        optimiser->step();
    };
}

std::function<void()> trainerStep(const flow::Architecture& architecture, const torch::Tensor& x,
                                  const std::string& precision, bool rebuild, int threads) {
    train::TrainConfig config;
    config.batch = x.size(0);
    config.precision = precision;
    config.rebuild = rebuild;
    static train::SoleProcess alone;
    const auto trainer =
        std::make_shared<train::FlowTrainer>(randomFlow(architecture), config, train::Hardware{threads, {}}, alone);
    return [trainer, x] { trainer->step(x, 1e-5); };
}

}  // namespace

std::vector<TrainTimes> timeTraining(const flow::Architecture& architecture, std::int64_t batch, int threads,
                                     double seconds) {
    const auto x = torch::rand({batch, architecture.channels, architecture.image, architecture.image}) - 0.5;
    std::vector<std::pair<std::string, std::function<std::function<void()>()>>> ways;
    ways.emplace_back("eager", [&] { return eagerStep(architecture, x); });
    for (const std::string precision : {"bfloat16", "float32"}) {
        for (const bool rebuild : {false, true}) {
            ways.emplace_back(precision + (rebuild ? ", rebuilt" : ""),
                              [=] { return trainerStep(architecture, x, precision, rebuild, threads); });
        }
    }
    std::vector<TrainTimes> times;
    std::vector<std::function<void()>> steps;
    for (const auto& [name, make] : ways) {
        const double before = memory("VmRSS");
        auto step = make();
        TrainTimes time;
        time.way = name;
        time.mib = risenMib(before, step);
        times.push_back(time);
        steps.push_back(std::move(step));
    }
    const auto spreads = compare(steps, seconds);
    for (std::size_t i = 0; i < times.size(); ++i) {
        times[i].step = spreads[i];
        times[i].eager = spreads[0];
        times[i].eagerMib = times[0].mib;
    }
    times.erase(times.begin());
    return times;
}

}  // namespace facet::bench
