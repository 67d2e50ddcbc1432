// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/runtime/cpu/FlowPlan.h"

namespace facet::runtime::cpu {
namespace {

using torch::Tensor;

std::span<const float> valuesOf(const Tensor& tensor) {
    return {tensor.const_data_ptr<float>(), static_cast<std::size_t>(tensor.numel())};
}

Tensor plain(const Tensor& tensor) {
    return tensor.detach().to(torch::kCPU, torch::kFloat32).contiguous();
}

/// The matrix's first dimension are its columns; the others, in their order, its depth.
PackedMatrix packed(const Kernels& kernels, const Tensor& weight, const Tensor& bias) {
    const auto w = plain(weight);
    const auto b = plain(bias);
    return {kernels, valuesOf(w), valuesOf(b), static_cast<int>(w.size(0))};
}

/// Of whole blocks, for kernels read vectors.
Buffer padded(const Kernels& kernels, const Tensor& values) {
    const auto v = plain(values);
    Buffer buffer(sizeof(float) * kernels.paddedColumns(static_cast<int>(v.numel())));
    std::copy_n(v.const_data_ptr<float>(), v.numel(), buffer.floats());
    return buffer;
}

Tensor scaleOf(const flow::ZeroConv2d& convolution) {
    return (convolution.logScale.detach() * 3).exp();
}

/// [out, in, 3, 3] → [out, 3, 3, in], the order of Neighbourhoods.
Tensor neighbourhoodOrder(const Tensor& weight) {
    return weight.permute({0, 2, 3, 1});
}

PackedMatrix priorOf(const Kernels& kernels, const flow::ZeroConv2d& convolution) {
    const auto scale = scaleOf(convolution);
    return packed(kernels, neighbourhoodOrder(convolution.weight * scale.view({-1, 1, 1, 1})),
                  convolution.bias * scale);
}

StepPlan planOf(const flow::FlowStep& step, const Kernels& hidden, const Kernels& exact) {
    const auto bias = step.actnorm->bias.detach().to(torch::kFloat64);
    const auto scale = step.actnorm->logScale.detach().to(torch::kFloat64).exp();
    const auto weight = step.permutation->weight().detach().to(torch::kFloat64);
    const auto inverse = step.permutation->inverseWeight().detach().to(torch::kFloat64);
    const auto& coupling = *step.coupling;
    const auto outputScale = scaleOf(*coupling.conv3);
    const auto taps = (coupling.conv3->weight * outputScale.view({-1, 1, 1, 1})).permute({2, 3, 0, 1});
    return {.mix = packed(exact, weight * scale.unsqueeze(0), weight.mv(bias * scale)),
            .unmix = packed(exact, inverse / scale.unsqueeze(1), -bias),
            .conv1 = packed(hidden, neighbourhoodOrder(coupling.conv1->weight), coupling.conv1->bias),
            .conv2 = packed(hidden, coupling.conv2->weight, coupling.conv2->bias),
            .conv3 = packed(hidden, taps.reshape({-1, taps.size(3)}), torch::zeros({0})),
            .bias3 = padded(exact, coupling.conv3->bias * outputScale)};
}

/// conv2 takes conv1's columns with their padding as its depth, and conv3 conv2's.
void requireChained(const StepPlan& step, const Kernels& hidden) {
    TORCH_INTERNAL_ASSERT(step.conv2.depth() <= hidden.paddedColumns(step.conv1.columns()) &&
                          step.conv3.depth() <= hidden.paddedColumns(step.conv2.columns()));
}

}  // namespace

FlowPlan::FlowPlan(const flow::Glow& flow, const Kernels& hiddenKernels, const Kernels& exactKernels)
    : hidden(&hiddenKernels), exact(&exactKernels) {
    const torch::NoGradGuard noGrad;
    const auto& architecture = flow.architecture();
    affine = architecture.coupling == flow::CouplingKind::Affine;
    image = static_cast<int>(architecture.image);
    imageChannels = static_cast<int>(architecture.channels);
    for (std::int64_t l = 0; l < architecture.levels(); ++l) {
        LevelPlan level{.side = static_cast<int>(architecture.sideAt(l)),
                        .channels = static_cast<int>(architecture.channelsAt(l)),
                        .outputs = 0,
                        .steps = {},
                        .prior = {}};
        level.outputs = affine ? level.channels : level.half();
        for (std::int64_t k = 0; k < architecture.steps[l]; ++k) {
            level.steps.push_back(planOf(flow.step(l, k), *hidden, *exact));
            requireChained(level.steps.back(), *hidden);
        }
        if (l + 1 < architecture.levels()) {
            level.prior = priorOf(*exact, flow.prior(l));
        }
        levels.push_back(std::move(level));
    }
    topMean = padded(*exact, flow.topPrior()[0].flatten());
    topSd = padded(*exact, flow.topPrior()[1].exp().flatten());
}

std::size_t FlowPlan::bytes() const {
    std::size_t sum = topMean.size() + topSd.size();
    for (const auto& level : levels) {
        sum += level.prior.bytes();
        for (const auto& s : level.steps) {
            sum +=
                s.mix.bytes() + s.unmix.bytes() + s.conv1.bytes() + s.conv2.bytes() + s.conv3.bytes() + s.bias3.size();
        }
    }
    return sum;
}

}  // namespace facet::runtime::cpu
