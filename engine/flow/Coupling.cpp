// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/flow/Coupling.h"

#include "engine/flow/EdgeBias.h"

#include <stdexcept>

namespace facet::flow {

namespace {

/// What a convolution of x said, and what its edges add to it.
Tensor withEdge(const Tensor& y, const Tensor& edge) {
    return edge.defined() ? y + edgeBias(edge.to(y.dtype()), y.size(2), y.size(3)) : y;
}

/// A convolution in the arithmetic of what it reads, whatever its weights are kept in.
Tensor convolved(const Tensor& x, const Tensor& weight, const Tensor& bias) {
    return torch::conv2d(x, weight.to(x.dtype()), bias.to(x.dtype()), 1, weight.size(2) / 2);
}

}  // namespace

EdgedConv2d::EdgedConv2d(std::int64_t in, std::int64_t out, Padding padding)
    : torch::nn::Conv2dImpl(torch::nn::Conv2dOptions(in, out, 3).padding(1)) {
    if (padding == Padding::EdgeBias) {
        edge = register_parameter("edge", torch::zeros({out, 3, 3}));
    }
}

Tensor EdgedConv2d::forward(const Tensor& x) {
    return withEdge(convolved(x, weight, bias), edge);
}

ZeroConv2d::ZeroConv2d(std::int64_t in, std::int64_t out, Padding padding) {
    weight = register_parameter("weight", torch::zeros({out, in, 3, 3}));
    bias = register_parameter("bias", torch::zeros({out}));
    logScale = register_parameter("log_scale", torch::zeros({out}));
    if (padding == Padding::EdgeBias) {
        edge = register_parameter("edge", torch::zeros({out, 3, 3}));
    }
}

Tensor ZeroConv2d::forward(const Tensor& x) {
    const auto scale = (logScale * 3).exp();
    const auto y = convolved(x, weight * scale.view({-1, 1, 1, 1}), bias * scale);
    return withEdge(y, edge.defined() ? edge * scale.view({-1, 1, 1}) : edge);
}

void ZeroConv2d::foldScale() {
    const torch::NoGradGuard noGrad;
    const auto scale = (logScale * 3).exp();
    weight.mul_(scale.view({-1, 1, 1, 1}));
    bias.mul_(scale);
    if (edge.defined()) {
        edge.mul_(scale.view({-1, 1, 1}));
    }
    logScale.zero_();
}

Coupling::Coupling(std::int64_t channels, std::int64_t outputs, std::int64_t width, const CouplingForm& form)
    : m_channels(channels), m_condition(form.condition) {
    if (channels < 2 || channels % 2 != 0 || width < 1) {
        throw std::invalid_argument("Coupling: wanted an even number of channels and a width of at least 1, got " +
                                    std::to_string(channels) + " and " + std::to_string(width));
    }
    conv1 = register_module("conv1", std::make_shared<EdgedConv2d>(channels / 2 + form.condition, width, form.padding));
    conv2 = register_module("conv2", torch::nn::Conv2d(torch::nn::Conv2dOptions(width, width, 1)));
    if (form.attention > 0) {
        attention = register_module("attention", std::make_shared<Attention>(width, form.attention));
    }
    conv3 = register_module("conv3", std::make_shared<ZeroConv2d>(width, outputs, form.padding));
    const torch::NoGradGuard noGrad;
    for (torch::nn::Conv2dImpl* convolution : {static_cast<torch::nn::Conv2dImpl*>(conv1.get()), conv2.get()}) {
        convolution->weight.normal_(0, 0.05);
        convolution->bias.zero_();
    }
}

std::pair<Tensor, Tensor> Coupling::halves(const Tensor& x, const char* where) const {
    requireImages(x, m_channels, where);
    return {x.narrow(1, 0, m_channels / 2), x.narrow(1, m_channels / 2, m_channels / 2)};
}

Tensor Coupling::network(const Tensor& a, const Tensor& c) {
    if (m_condition > 0) {
        requireImages(c, m_condition, "Coupling, its condition");
    }
    const auto seen = m_condition > 0 ? torch::cat({a, c}, 1) : a;
    // Libraries convolve fastest, in half precision above all, where a pixel's channels lie side by side.
    const auto read = m_arithmetic ? seen.to(*m_arithmetic).contiguous(torch::MemoryFormat::ChannelsLast) : seen;
    const auto first = torch::relu(conv1->forward(read));
    auto hidden = torch::relu(convolved(first, conv2->weight, conv2->bias));
    if (attention) {
        hidden = attention->forward(hidden.to(a.dtype())).to(first.dtype());
    }
    return conv3->forward(hidden).to(a.dtype());
}

AdditiveCoupling::AdditiveCoupling(std::int64_t channels, std::int64_t width, const CouplingForm& form)
    : Coupling(channels, channels / 2, width, form) {}

Transformed AdditiveCoupling::forward(const Tensor& x, const Tensor& c) {
    const auto [a, b] = halves(x, "AdditiveCoupling::forward");
    return {torch::cat({a, b + network(a, c)}, 1), zeroLogDet(x)};
}

Transformed AdditiveCoupling::inverse(const Tensor& y, const Tensor& c) {
    const auto [a, b] = halves(y, "AdditiveCoupling::inverse");
    return {torch::cat({a, b - network(a, c)}, 1), zeroLogDet(y)};
}

AffineCoupling::AffineCoupling(std::int64_t channels, std::int64_t width, const CouplingForm& form)
    : Coupling(channels, channels, width, form), m_leastScale(form.leastScale) {}

Tensor AffineCoupling::scale(const Tensor& r) const {
    return m_leastScale + (1 - m_leastScale) * torch::sigmoid(r + 2);
}

/// Finite even where a scale rounds to 0.
Tensor AffineCoupling::logScale(const Tensor& r) const {
    return m_leastScale > 0 ? scale(r).log() : torch::log_sigmoid(r + 2);
}

Transformed AffineCoupling::forward(const Tensor& x, const Tensor& c) {
    const auto [a, b] = halves(x, "AffineCoupling::forward");
    const auto tr = network(a, c).chunk(2, 1);
    const auto s = scale(tr[1]);
    return {torch::cat({a, (b + tr[0]) * s}, 1), logScale(tr[1]).sum({1, 2, 3})};
}

Transformed AffineCoupling::inverse(const Tensor& y, const Tensor& c) {
    const auto [a, b] = halves(y, "AffineCoupling::inverse");
    const auto tr = network(a, c).chunk(2, 1);
    const auto s = scale(tr[1]);
    return {torch::cat({a, b / s - tr[0]}, 1), -logScale(tr[1]).sum({1, 2, 3})};
}

}  // namespace facet::flow
