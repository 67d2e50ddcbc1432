// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/GlowFaceEngine.h"
#include "engine/Learn.h"

#include <optional>
#include <string>
#include <vector>

namespace facet {

enum class BenchTask {
    Decode,   ///< one latent to one picture
    Encode,   ///< one picture to its latent
    Slider,   ///< a recipe's move, its decode, and the composite into a 1600-pixel view of a 24-megapixel photo
    Sliders,  ///< the same of a recipe of four attributes, of which one moves
    Startup,  ///< a model's file to its first picture
    Train,    ///< a step of training on a batch of 32, on the processor or a GPU
};

struct BenchResult {
    BenchTask task = BenchTask::Decode;
    std::string shape;
    std::string device;
    std::int64_t parameters = 0;
    double gmac = 0;  ///< thousands of millions of multiplications of a decode
    std::string precision;
    double medianMs = 0;
    double p95Ms = 0;
    std::optional<double> eagerMs;   ///< median of the modules of engine/flow, in the same run
    std::optional<double> floorMs;   ///< the convolutions alone, each the libraries' fastest way, in the same run; on
                                     ///< the processor only
    double memoryMib = 0;            ///< that the runtime takes; of training, the rise of the process's peak
    std::optional<double> eagerMib;  ///< the same of the modules' training
    int batch = 1;                   ///< images that are computed at once
};

struct BenchReport {
    std::string device;  ///< the runtimes' names: "CPU, AVX-512, 2 threads"
    std::string processor;
    int threads = 0;
    std::vector<BenchResult> results;
};

/// Shapes are "bundled" (the model of the options), "rosinality64", "paper256" or SIZE,LEVELS,STEPS,WIDTH,
/// affine|additive; each on the device of the options, or with "auto" on all of this machine's. Sliders and the
/// start are timed with the bundled model alone. Throws Error(Usage), Error(Model).
BenchReport runBench(const std::vector<BenchTask>& tasks, const std::vector<std::string>& shapes,
                     const EngineOptions& options, double seconds, const Progress& progress);

}  // namespace facet
