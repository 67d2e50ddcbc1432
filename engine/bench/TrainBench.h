// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/bench/Stopwatch.h"
#include "engine/flow/Glow.h"
#include "engine/train/Hardware.h"

#include <string>
#include <vector>

namespace facet::bench {

/// One way to take a training step: forward, backward, Adam.
struct TrainTimes {
    std::string way;  ///< "bfloat16", "bfloat16, rebuilt", "float32", "float32, rebuilt"
    Spread step;
    /// The modules of engine/flow, autograd and LibTorch's Adam, float32 as PyTorch sets it up (on a GPU with
    /// TensorFloat-32), by turns with it.
    Spread eager;
    double mib = 0;  ///< that the process's memory, or the GPU's, rises by at most in a step
    double eagerMib = 0;
};

/// All ways side by side on one batch of noise. Linux tells the peak; elsewhere the memory is 0. A GPU is waited for
/// once in ten steps, as a run does.
std::vector<TrainTimes> timeTraining(const flow::Architecture& architecture, std::int64_t batch,
                                     const train::Hardware& hardware, double seconds);

}  // namespace facet::bench
