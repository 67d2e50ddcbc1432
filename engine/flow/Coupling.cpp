// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/flow/Coupling.h"

#include <stdexcept>

namespace facet::flow {

ZeroConv2d::ZeroConv2d(std::int64_t in, std::int64_t out) {
    weight = register_parameter("weight", torch::zeros({out, in, 3, 3}));
    bias = register_parameter("bias", torch::zeros({out}));
    logScale = register_parameter("log_scale", torch::zeros({out}));
}

Tensor ZeroConv2d::forward(const Tensor& x) {
    const auto scale = (logScale * 3).exp();
    return torch::conv2d(x, weight * scale.view({-1, 1, 1, 1}), bias * scale, 1, 1);
}

void ZeroConv2d::foldScale() {
    const torch::NoGradGuard noGrad;
    const auto scale = (logScale * 3).exp();
    weight.mul_(scale.view({-1, 1, 1, 1}));
    bias.mul_(scale);
    logScale.zero_();
}

Coupling::Coupling(std::int64_t channels, std::int64_t outputs, std::int64_t width, std::int64_t condition)
    : m_channels(channels), m_condition(condition) {
    if (channels < 2 || channels % 2 != 0 || width < 1) {
        throw std::invalid_argument("Coupling: wanted an even number of channels and a width of at least 1, got " +
                                    std::to_string(channels) + " and " + std::to_string(width));
    }
    conv1 = register_module("conv1",
                            torch::nn::Conv2d(torch::nn::Conv2dOptions(channels / 2 + condition, width, 3).padding(1)));
    conv2 = register_module("conv2", torch::nn::Conv2d(torch::nn::Conv2dOptions(width, width, 1)));
    conv3 = register_module("conv3", std::make_shared<ZeroConv2d>(width, outputs));
    const torch::NoGradGuard noGrad;
    for (auto& conv : {conv1, conv2}) {
        conv->weight.normal_(0, 0.05);
        conv->bias.zero_();
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
    return conv3->forward(torch::relu(conv2(torch::relu(conv1(seen)))));
}

AdditiveCoupling::AdditiveCoupling(std::int64_t channels, std::int64_t width, std::int64_t condition)
    : Coupling(channels, channels / 2, width, condition) {}

Transformed AdditiveCoupling::forward(const Tensor& x, const Tensor& c) {
    const auto [a, b] = halves(x, "AdditiveCoupling::forward");
    return {torch::cat({a, b + network(a, c)}, 1), zeroLogDet(x)};
}

Transformed AdditiveCoupling::inverse(const Tensor& y, const Tensor& c) {
    const auto [a, b] = halves(y, "AdditiveCoupling::inverse");
    return {torch::cat({a, b - network(a, c)}, 1), zeroLogDet(y)};
}

AffineCoupling::AffineCoupling(std::int64_t channels, std::int64_t width, std::int64_t condition)
    : Coupling(channels, channels, width, condition) {}

Transformed AffineCoupling::forward(const Tensor& x, const Tensor& c) {
    const auto [a, b] = halves(x, "AffineCoupling::forward");
    const auto tr = network(a, c).chunk(2, 1);
    const auto s = scale(tr[1]);
    return {torch::cat({a, (b + tr[0]) * s}, 1), s.log().sum({1, 2, 3})};
}

Transformed AffineCoupling::inverse(const Tensor& y, const Tensor& c) {
    const auto [a, b] = halves(y, "AffineCoupling::inverse");
    const auto tr = network(a, c).chunk(2, 1);
    const auto s = scale(tr[1]);
    return {torch::cat({a, b / s - tr[0]}, 1), -s.log().sum({1, 2, 3})};
}

}  // namespace facet::flow
