// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/runtime/cpu/FlowPlan.h"

#include "engine/runtime/FoldedStep.h"

namespace facet::runtime::cpu {
namespace {

using torch::Tensor;

std::span<const float> valuesOf(const Tensor& tensor) {
    return {tensor.const_data_ptr<float>(), static_cast<std::size_t>(tensor.numel())};
}

/// The matrix's first dimension are its columns; the others, in their order, its depth.
PackedMatrix packed(const Kernels& kernels, const Tensor& weight, const Tensor& bias) {
    return {kernels, valuesOf(weight), valuesOf(bias), static_cast<int>(weight.size(0))};
}

/// Of whole blocks, for kernels read vectors.
Buffer padded(const Kernels& kernels, const Tensor& values) {
    const auto v = plain(values);
    Buffer buffer(sizeof(float) * kernels.paddedColumns(static_cast<int>(v.numel())));
    std::copy_n(v.const_data_ptr<float>(), v.numel(), buffer.floats());
    return buffer;
}

/// Neighbourhoods [columns, 9, channels] with the channel that is 1 outside, where there is an edge bias [9, columns].
Tensor withEdge(const Tensor& weight, const Tensor& edge) {
    return edge.defined() ? torch::cat({weight, edge.t().unsqueeze(2)}, 2).contiguous() : weight;
}

/// The rows of [9, outputs], each of whole blocks.
Buffer paddedRows(const Kernels& kernels, const Tensor& edge) {
    if (!edge.defined()) {
        return {};
    }
    const int stride = kernels.paddedColumns(static_cast<int>(edge.size(1)));
    Buffer buffer(sizeof(float) * edge.size(0) * stride);
    for (int row = 0; row < edge.size(0); ++row) {
        std::copy_n(edge.const_data_ptr<float>() + row * edge.size(1), edge.size(1), buffer.floats() + row * stride);
    }
    return buffer;
}

/// Behind the columns of conv2, with their padding, conv3 reads what the heads say.
Tensor withAttention(const Kernels& kernels, const FoldedStep& step) {
    if (!step.qkv.defined()) {
        return step.conv3;
    }
    const auto width = step.conv3.size(1);
    const auto gap = kernels.paddedColumns(static_cast<int>(width)) - width;
    return torch::cat({step.conv3, torch::zeros({step.conv3.size(0), gap}), step.conv3Attention}, 1).contiguous();
}

StepPlan planOf(const flow::FlowStep& flowStep, const Kernels& hidden, const Kernels& exact) {
    const FoldedStep step(flowStep);
    const bool attends = step.qkv.defined();
    return {.mix = packed(exact, step.mix, step.mixBias),
            .unmix = packed(exact, step.unmix, step.unmixBias),
            .conv1 = packed(hidden, withEdge(step.conv1, step.conv1Edge), step.conv1Bias),
            .conv2 = packed(hidden, step.conv2, step.conv2Bias),
            .conv3 = packed(hidden, withAttention(hidden, step), torch::zeros({0})),
            .bias3 = padded(exact, step.conv3Bias),
            .edge3 = paddedRows(exact, step.conv3Edge),
            .qkv = attends ? packed(hidden, step.qkv, torch::zeros({0})) : PackedMatrix(),
            .positions = attends ? padded(exact, step.positions) : Buffer()};
}

/// conv2 takes conv1's columns with their padding as its depth, and conv3 and qkv conv2's.
void requireChained(const StepPlan& step, const Kernels& hidden) {
    const int width = hidden.paddedColumns(step.conv2.columns());
    TORCH_INTERNAL_ASSERT(step.conv2.depth() <= hidden.paddedColumns(step.conv1.columns()) &&
                          (step.attends() ? step.qkv : step.conv3).depth() <= width);
}

}  // namespace

FlowPlan::FlowPlan(const flow::Glow& flow, const Kernels& hiddenKernels, const Kernels& exactKernels)
    : hidden(&hiddenKernels), exact(&exactKernels) {
    const torch::NoGradGuard noGrad;
    const auto& architecture = flow.architecture();
    affine = architecture.coupling == flow::CouplingKind::Affine;
    leastScale = static_cast<float>(architecture.leastScale);
    image = static_cast<int>(architecture.image);
    imageChannels = static_cast<int>(architecture.channels);
    condition = static_cast<int>(architecture.condition);
    for (std::int64_t l = 0; l < architecture.levels(); ++l) {
        LevelPlan level{.side = static_cast<int>(architecture.sideAt(l)),
                        .channels = static_cast<int>(architecture.channelsAt(l)),
                        .outputs = 0,
                        .condition = static_cast<int>(architecture.conditionAt(l)),
                        .edge = architecture.padding == flow::Padding::EdgeBias ? 1 : 0,
                        .steps = {},
                        .prior = {}};
        level.outputs = affine ? level.channels : level.half();
        for (std::int64_t k = 0; k < architecture.steps[l]; ++k) {
            level.steps.push_back(planOf(flow.step(l, k), *hidden, *exact));
            requireChained(level.steps.back(), *hidden);
        }
        if (l + 1 < architecture.levels()) {
            const FoldedPrior prior(flow.prior(l));
            level.prior = packed(*exact, withEdge(prior.weight, prior.edge), prior.bias);
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
            sum += s.mix.bytes() + s.unmix.bytes() + s.conv1.bytes() + s.conv2.bytes() + s.conv3.bytes() +
                   s.bias3.size() + s.edge3.size() + s.qkv.bytes() + s.positions.size();
        }
    }
    return sum;
}

}  // namespace facet::runtime::cpu
