// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/bench/Stopwatch.h"
#include "engine/flow/Glow.h"

#include <string>
#include <vector>

namespace facet::bench {

/// One way to take a training step: forward, backward, Adam.
struct TrainTimes {
    std::string way;  ///< "bfloat16", "bfloat16, rebuilt", "float32", "float32, rebuilt"
    Spread step;
    Spread eager;    ///< the modules of engine/flow, autograd and LibTorch's Adam, float32, by turns with it
    double mib = 0;  ///< that the process's memory rises by at most in a step
    double eagerMib = 0;
};

/// All ways side by side on one batch of noise. Linux tells the peak; elsewhere the memory is 0.
std::vector<TrainTimes> timeTraining(const flow::Architecture& architecture, std::int64_t batch, int threads,
                                     double seconds);

}  // namespace facet::bench
