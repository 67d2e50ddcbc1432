// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/flow/Dequantiser.h"

#include "engine/flow/Prior.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>

namespace facet::flow {

namespace {

constexpr std::int64_t Squeezed = 12;
/// A logistic density is the most like a normal one of this deviation, so what starts from eps starts as all but
/// uniform noise.
constexpr double Logistic = 1.7;
/// Keeps noise off 0 and 1 by more than float32 rounds away beside a level.
constexpr double Margin = 1.0 / (1 << 18);

torch::nn::Conv2d convolution(std::int64_t in, std::int64_t out) {
    return torch::nn::Conv2d(torch::nn::Conv2dOptions(in, out, 3).padding(1));
}

/// log |det| of a map that acts on every value by itself, [B].
Tensor sumOf(const Tensor& logSlopes) {
    return logSlopes.sum({1, 2, 3});
}

}  // namespace

void DequantiserForm::check() const {
    constexpr std::int64_t Deepest = 64, Widest = 1024;
    if (std::min({steps, width, context}) < 1 || steps > Deepest || std::max(width, context) > Widest) {
        throw std::invalid_argument("a dequantiser has 1 to 64 steps, and 1 to 1024 channels in width and context");
    }
}

Dequantiser::Dequantiser(const DequantiserForm& form) : m_form(form) {
    m_form.check();
    m_context1 = register_module("context1", convolution(Squeezed, form.context));
    m_context2 = register_module("context2", convolution(form.context, form.context));
    // No inverse is ever taken, so scales may range further than a model's.
    const CouplingForm coupling = {.condition = form.context, .leastScale = 1.0 / 3};
    for (std::int64_t k = 0; k < form.steps; ++k) {
        m_steps.push_back(
            register_module("step" + std::to_string(k),
                            std::make_shared<FlowStep>(Squeezed, form.width, PermutationKind::Conv1x1,
                                                       CouplingKind::Affine, StepPlace{0, k, form.steps}, coupling)));
        m_steps.back()->actnorm->markInitialised();
    }
    m_last = register_module("last", std::make_shared<ZeroConv2d>(form.context, 2 * Squeezed, Padding::Zeros));
}

DrawnNoise Dequantiser::draw(const Tensor& bins, int bits, const Tensor& eps) {
    requireImages(bins, 3, "Dequantiser::draw", 2);
    requireImages(eps, 3, "Dequantiser::draw, its noise", 2);
    const auto x = m_squeeze.forward((bins + 0.5) / static_cast<double>(1 << bits) - 0.5).value;
    const auto context = torch::relu(m_context2(torch::relu(m_context1(x))));
    auto h = m_squeeze.forward(eps).value;
    auto logDensity = Gaussian{torch::zeros_like(h), torch::zeros_like(h)}.logDensity(h);
    for (const auto& step : m_steps) {
        const auto next = step->forward(h, context);
        h = next.value;
        logDensity = logDensity - next.logDet;
    }
    const auto last = m_last->forward(context).chunk(2, 1);
    const Gaussian affine = {last[0], last[1] + std::log(Logistic)};
    h = affine.colour(h);
    const auto logSlopes = affine.logSd + torch::log_sigmoid(h) + torch::log_sigmoid(-h) + std::log1p(-2 * Margin);
    const auto u = Margin + (1 - 2 * Margin) * torch::sigmoid(h);
    return {m_squeeze.inverse(u).value, logDensity - sumOf(logSlopes)};
}

}  // namespace facet::flow
