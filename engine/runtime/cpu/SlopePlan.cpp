// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/runtime/cpu/SlopePlan.h"

#include "engine/runtime/FoldedStep.h"

namespace facet::runtime::cpu {
namespace {

using torch::Tensor;

/// The matrix's first dimension are its columns; the others, in their order, its depth.
PackedMatrix packed(const Kernels& kernels, const Tensor& weight) {
    const auto w = plain(weight);
    return {kernels, {w.const_data_ptr<float>(), static_cast<std::size_t>(w.numel())}, {}, static_cast<int>(w.size(0))};
}

StepSlopePlan slopePlanOf(const flow::FlowStep& flowStep, const Kernels& hidden, const Kernels& exact) {
    const FoldedStep step(flowStep);
    const auto width = step.conv2.size(0);
    const auto taps3 = step.conv3.view({9, -1, width}).flip(0);  // [tap, output, width]
    const auto taps1 = step.conv1.flip(1);                       // [width, tap, channel]
    return {.unmix = packed(exact, step.unmix.t()),
            .conv3 = packed(hidden, taps3.permute({2, 0, 1})),
            .conv2 = packed(hidden, step.conv2.t()),
            .conv1 = packed(hidden, taps1.permute({1, 2, 0}).reshape({-1, width}))};
}

}  // namespace

SlopePlan::SlopePlan(const flow::Glow& flow, const Kernels& hidden, const Kernels& exact) {
    const torch::NoGradGuard noGrad;
    const auto& architecture = flow.architecture();
    for (std::int64_t l = 0; l < architecture.levels(); ++l) {
        LevelSlopePlan level;
        for (std::int64_t k = 0; k < architecture.steps[l]; ++k) {
            level.steps.push_back(slopePlanOf(flow.step(l, k), hidden, exact));
        }
        if (l + 1 < architecture.levels()) {
            level.prior = packed(exact, FoldedPrior(flow.prior(l)).weight.flip(1).permute({2, 1, 0}));
        }
        levels.push_back(std::move(level));
    }
}

}  // namespace facet::runtime::cpu
