// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/flow/Glow.h"
#include "engine/runtime/cpu/PackedMatrix.h"

#include <vector>

namespace facet::runtime::cpu {

/// One step's matrices turned over, for slopes on their way from a picture to its latents. What was a neighbourhood on
/// the way there is taps on the way back, and the other way round; the taps of a 3×3 convolution change places with
/// those opposite.
struct StepSlopePlan {
    PackedMatrix unmix;  // [C, C]: the transpose of StepPlan::unmix, without bias
    PackedMatrix conv3;  // [width, 9·outputs]
    PackedMatrix conv2;  // [width, width]
    PackedMatrix conv1;  // [9·C/2, width], taps to be added up
};

struct LevelSlopePlan {
    std::vector<StepSlopePlan> steps;
    PackedMatrix prior;  // [C/2, 9·C], from means and log deviations; empty at the last level
};

/// A flow's FlowPlan turned over. Immutable; a copy of the weights.
struct SlopePlan {
    SlopePlan(const flow::Glow& flow, const Kernels& hidden, const Kernels& exact);

    std::vector<LevelSlopePlan> levels;
};

}  // namespace facet::runtime::cpu
