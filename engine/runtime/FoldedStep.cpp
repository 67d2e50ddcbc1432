// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/runtime/FoldedStep.h"

#include <cmath>

namespace facet::runtime {
namespace {

using torch::Tensor;

Tensor scaleOf(const flow::ZeroConv2d& convolution) {
    return (convolution.logScale.detach() * 3).exp();
}

/// [out, in, 3, 3] → [out, 9, in].
Tensor neighbourhoodOrder(const Tensor& weight) {
    return plain(weight.permute({0, 2, 3, 1})).flatten(1, 2);
}

/// [out, 3, 3] → [9, out]; nothing stays nothing.
Tensor byTaps(const Tensor& edge) {
    return edge.defined() ? plain(edge.flatten(1).t()) : edge;
}

Tensor scaledEdge(const flow::ZeroConv2d& convolution) {
    const auto& edge = convolution.edge;
    return byTaps(edge.defined() ? edge * scaleOf(convolution).view({-1, 1, 1}) : edge);
}

/// Queries, keys, values; the queries divided by √d.
Tensor scaledQkv(const flow::Attention& attention) {
    const auto parts = attention.qkv.chunk(3);
    const double depth = static_cast<double>(parts[0].size(0)) / flow::Attention::Heads;
    return plain(torch::cat({parts[0] / std::sqrt(depth), parts[1], parts[2]}));
}

}  // namespace

Tensor plain(const Tensor& tensor) {
    return tensor.detach().to(torch::kCPU, torch::kFloat32).contiguous();
}

FoldedStep::FoldedStep(const flow::FlowStep& step) {
    const torch::NoGradGuard noGrad;
    const auto actnormBias = step.actnorm->bias.detach().to(torch::kFloat64);
    const auto scale = step.actnorm->logScale.detach().to(torch::kFloat64).exp();
    const auto weight = step.permutation->weight().detach().to(torch::kFloat64);
    const auto inverse = step.permutation->inverseWeight().detach().to(torch::kFloat64);
    const auto& coupling = *step.coupling;
    const auto outputScale = scaleOf(*coupling.conv3);
    const auto taps = (coupling.conv3->weight * outputScale.view({-1, 1, 1, 1})).permute({2, 3, 0, 1});
    mix = plain(weight * scale.unsqueeze(0));
    mixBias = plain(weight.mv(actnormBias * scale));
    unmix = plain(inverse / scale.unsqueeze(1));
    unmixBias = plain(-actnormBias);
    conv1 = neighbourhoodOrder(coupling.conv1->weight);
    conv1Bias = plain(coupling.conv1->bias);
    conv1Edge = byTaps(coupling.conv1->edge);
    conv2 = plain(coupling.conv2->weight).flatten(1);
    conv2Bias = plain(coupling.conv2->bias);
    conv3 = plain(taps.reshape({-1, taps.size(3)}));
    conv3Bias = plain(coupling.conv3->bias * outputScale);
    conv3Edge = scaledEdge(*coupling.conv3);
    if (coupling.attention) {
        qkv = scaledQkv(*coupling.attention);
        positions = plain(coupling.attention->positions);
        conv3Attention = plain(conv3.mm(plain(coupling.attention->output)));
    }
}

FoldedPrior::FoldedPrior(const flow::ZeroConv2d& convolution) {
    const torch::NoGradGuard noGrad;
    const auto scale = scaleOf(convolution);
    weight = neighbourhoodOrder(convolution.weight * scale.view({-1, 1, 1, 1}));
    bias = plain(convolution.bias * scale);
    edge = scaledEdge(convolution);
}

}  // namespace facet::runtime
