// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/flow/Glow.h"
#include "engine/train/Hardware.h"
#include "engine/train/pass/FlatParameters.h"

#include <memory>

namespace facet::train {

/// log p of a batch and its gradient: Glow::logProb and its backward pass. One call at a time.
class DensityPass {
 public:
    virtual ~DensityPass() = default;
    /// Σ log p of the images [B, inputChannels, side, side] in flow units, a float64 scalar; slopes() becomes the
    /// gradient of −Σ log p. Where they are computed by a GPU, it is not waited for.
    virtual torch::Tensor logProbAndSlopes(const torch::Tensor& x) = 0;
    /// Float, flat as the parameters; all 0 where the flow is frozen.
    virtual torch::Tensor& slopes() = 0;
    /// After logProbAndSlopes() of a frozen flow: the gradient of −Σ log p with respect to the images, [B, channels,
    /// side, side].
    virtual torch::Tensor imageSlopes() const = 0;
};

/// Of a flow and its parameters, which outlive it; `frozen`: there are slopes of the images alone. Throws Error(Model)
/// for a form that cannot be trained; see FlowPass.
std::unique_ptr<DensityPass> densityPass(flow::Glow& flow, FlatParameters& parameters, const TrainConfig& config,
                                         const Hardware& hardware, bool frozen);

}  // namespace facet::train
