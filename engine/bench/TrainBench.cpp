// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/bench/TrainBench.h"

#include "engine/bench/FlowBench.h"
#include "engine/train/FlowTrainer.h"

#include <c10/core/CachingDeviceAllocator.h>

#include <fstream>
#include <memory>
#include <optional>

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

/// The same of a GPU's.
double risenMib(const torch::Device& gpu, double before, const std::function<void()>& work) {
    auto* allocator = at::getDeviceAllocator(gpu.type());
    allocator->resetPeakStats(gpu.index());
    work();
    return (static_cast<double>(allocator->getDeviceStats(gpu.index()).allocated_bytes[0].peak) - before) / Mib;
}

double heldBy(const torch::Device& gpu) {
    return static_cast<double>(
        at::getDeviceAllocator(gpu.type())->getDeviceStats(gpu.index()).allocated_bytes[0].current);
}

bool isGpu(const train::Hardware& hardware) {
    return hardware.device && hardware.device->is_cuda();
}

/// cuDNN as PyTorch sets it up, for as long as it lives.
class PyTorchsDefaults {
 public:
    PyTorchsDefaults() { set(true); }
    ~PyTorchsDefaults() { set(false); }
    PyTorchsDefaults(const PyTorchsDefaults&) = delete;
    PyTorchsDefaults& operator=(const PyTorchsDefaults&) = delete;

 private:
    static void set(bool defaults) {
        at::globalContext().setAllowTF32CuDNN(defaults);
        at::globalContext().setDeterministicCuDNN(!defaults);
    }
};

std::function<void()> eagerStep(const flow::Architecture& architecture, const torch::Tensor& x,
                                const train::Hardware& hardware) {
    const auto flow = movedTo(hardware, randomFlow(architecture));
    flow->train();
    const auto optimiser = std::make_shared<torch::optim::Adam>(flow->parameters());
    return [flow, optimiser, x, hardware] {
        const std::optional<PyTorchsDefaults> defaults(isGpu(hardware) ? std::optional<PyTorchsDefaults>(std::in_place)
                                                                       : std::nullopt);
        optimiser->zero_grad();
        flow->bitsPerDim(flow->logProb(sentTo(hardware, x)), 5).mean().backward();
        optimiser->step();
    };
}

std::function<void()> trainerStep(const flow::Architecture& architecture, const torch::Tensor& x,
                                  const std::string& precision, bool rebuild, const train::Hardware& hardware) {
    train::TrainConfig config;
    config.batch = x.size(0);
    config.precision = precision;
    config.rebuild = rebuild;
    static train::SoleProcess alone;
    const auto trainer = std::make_shared<train::FlowTrainer>(randomFlow(architecture), config, hardware, alone);
    return [trainer, x] { trainer->step(x, 1e-5); };
}

/// As many steps as a run takes between two questions to the hardware, and such a question.
constexpr int StepsAtOnce = 10;

std::function<void()> timedSteps(const std::function<void()>& step, const train::Hardware& hardware) {
    if (!isGpu(hardware)) {
        return step;
    }
    return [step] {
        for (int i = 0; i < StepsAtOnce; ++i) {
            step();
        }
        torch::cuda::synchronize();
    };
}

}  // namespace

std::vector<TrainTimes> timeTraining(const flow::Architecture& architecture, std::int64_t batch,
                                     const train::Hardware& hardware, double seconds) {
    const auto x = torch::rand({batch, architecture.channels, architecture.image, architecture.image}) - 0.5;
    std::vector<std::pair<std::string, std::function<std::function<void()>()>>> ways;
    ways.emplace_back("eager", [&] { return eagerStep(architecture, x, hardware); });
    for (const std::string precision : {"bfloat16", "float32"}) {
        for (const bool rebuild : {false, true}) {
            ways.emplace_back(precision + (rebuild ? ", rebuilt" : ""),
                              [&architecture, &hardware, x, precision, rebuild] {
                                  return trainerStep(architecture, x, precision, rebuild, hardware);
                              });
        }
    }
    std::vector<TrainTimes> times;
    std::vector<std::function<void()>> steps;
    for (const auto& [name, make] : ways) {
        const double before = isGpu(hardware) ? heldBy(*hardware.device) : memory("VmRSS");
        auto step = make();
        TrainTimes time;
        time.way = name;
        time.mib = isGpu(hardware) ? risenMib(*hardware.device, before, step) : risenMib(before, step);
        times.push_back(time);
        steps.push_back(timedSteps(step, hardware));
    }
    const double each = isGpu(hardware) ? StepsAtOnce : 1;
    const auto spreads = compare(steps, seconds);
    for (std::size_t i = 0; i < times.size(); ++i) {
        times[i].step = {spreads[i].median / each, spreads[i].p95 / each};
        times[i].eager = {spreads[0].median / each, spreads[0].p95 / each};
        times[i].eagerMib = times[0].mib;
    }
    times.erase(times.begin());
    return times;
}

}  // namespace facet::bench
