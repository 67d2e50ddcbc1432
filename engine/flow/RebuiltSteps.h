// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/flow/FlowStep.h"

#include <memory>
#include <vector>

namespace facet::flow {

using StepChain = std::vector<std::shared_ptr<FlowStep>>;

/// A chain of flow steps, one after the other: h [B, C, H, W], given c as FlowStep's. Autograd keeps what every
/// operation needs on the way back.
Transformed throughSteps(const StepChain& steps, const Tensor& h, const Tensor& c);

/// The same, in value and gradient, but all that is kept for the way back is the outcome: each step's input is taken
/// from its output by the inverse, and the step is computed again from there (Gomez et al. 2017, arXiv 1707.04585). So
/// memory does not grow with depth, for about half as much work again. Gradients are not differentiable themselves.
Transformed rebuiltSteps(const StepChain& steps, const Tensor& h, const Tensor& c);

}  // namespace facet::flow
