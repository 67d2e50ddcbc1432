// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/train/TrainConfig.h"

#include <torch/torch.h>

#include <memory>

namespace facet::train {

/// Steps that were taken, and those that were not because the loss or the gradient was not finite.
struct StepCounts {
    std::int64_t updates = 0;
    std::int64_t skipped = 0;
    std::int64_t skippedInARow = 0;
};

/// What the steps since the last report came to.
struct StepMeans {
    int steps = 0;  ///< that were not skipped; the means are over these
    double bitsPerDim = 0;
    double gradientNorm = 0;  ///< of bits/dim, before it is clipped
};

/// The vectors that a step changes, float, of one length, on one device.
struct AdamState {
    torch::Tensor weights, average, first, second;
};

/// Adam (Kingma & Ba 2015, arXiv 1412.6980) with decoupled decay, clipping and an average of the weights, as the config
/// says. A step whose loss or gradient is not finite changes nothing but the counts.
class Adam {
 public:
    virtual ~Adam() = default;

    /// `objective` is the whole batch's Σ of what is maximised, in nats, a float64 scalar; `slopes` the gradient of its
    /// negative. Both are on the state's device, which is not waited for. Throws Error(Model) where too many steps in a
    /// row were skipped, or report() does.
    virtual void step(const torch::Tensor& objective, const torch::Tensor& slopes, double rate) = 0;

    /// Over the steps since the last call. Waits for the device.
    virtual StepMeans report() = 0;
    virtual StepCounts counts() const = 0;
    virtual void setCounts(const StepCounts& counts) = 0;

 protected:
    /// Throws Error(Model) for too many.
    static void requireFew(std::int64_t skippedInARow);
};

/// On the processor, by the pass's kernels. `dimensions` are a picture's values.
std::unique_ptr<Adam> hostAdam(const AdamState& state, const TrainConfig& config, std::int64_t dimensions, int threads);
/// On any device of LibTorch's, without ever waiting for it within a step.
std::unique_ptr<Adam> deviceAdam(const AdamState& state, const TrainConfig& config, std::int64_t dimensions);

}  // namespace facet::train
