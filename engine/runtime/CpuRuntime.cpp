// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/runtime/CpuRuntime.h"

#include <stdexcept>

namespace facet::runtime {

using torch::Tensor;

namespace {

/// A copy of our own in float32, so that nothing later changes the plan.
Tensor own(const Tensor& parameter) {
    return parameter.detach().to(torch::kCPU, torch::kFloat32).clone();
}

Tensor asKernel(const Tensor& matrix) {
    return own(matrix).view({matrix.size(0), matrix.size(1), 1, 1});
}

}  // namespace

Tensor CpuRuntime::Convolution::operator()(const Tensor& x) const {
    return torch::conv2d(x, weight, bias, /*stride=*/1, /*padding=*/weight.size(2) / 2);
}

CpuRuntime::Convolution CpuRuntime::folded(const flow::ZeroConv2d& convolution) {
    const auto scale = (convolution.logScale.detach() * 3).exp();
    return {own(convolution.weight * scale.view({-1, 1, 1, 1})), own(convolution.bias * scale)};
}

CpuRuntime::Step CpuRuntime::compile(const flow::FlowStep& step, bool affine) {
    const auto bias = step.actnorm->bias.detach().to(torch::kFloat64);
    const auto scale = step.actnorm->logScale.detach().to(torch::kFloat64).exp();
    const auto weight = step.permutation->weight().detach().to(torch::kFloat64);
    const auto inverse = step.permutation->inverseWeight().detach().to(torch::kFloat64);
    const auto& coupling = *step.coupling;
    return {{asKernel(weight * scale.unsqueeze(0)), own(weight.mv(bias * scale))},
            {asKernel(inverse / scale.unsqueeze(1)), own(-bias)},
            {own(coupling.conv1->weight), own(coupling.conv1->bias)},
            {own(coupling.conv2->weight), own(coupling.conv2->bias)},
            folded(*coupling.conv3),
            affine};
}

CpuRuntime::CpuRuntime(const flow::Glow& flow, std::string reason)
    : m_architecture(flow.architecture()), m_reason(std::move(reason)) {
    const torch::NoGradGuard noGrad;
    const bool affine = m_architecture.coupling == flow::CouplingKind::Affine;
    for (std::int64_t l = 0; l < m_architecture.levels(); ++l) {
        Level level;
        for (std::int64_t k = 0; k < m_architecture.steps[l]; ++k) {
            level.steps.push_back(compile(flow.step(l, k), affine));
        }
        if (l + 1 < m_architecture.levels()) {
            level.prior = folded(flow.prior(l));
        }
        m_levels.push_back(std::move(level));
    }
    m_topMean = own(flow.topPrior()[0]).view({1, -1, 1, 1});
    m_topSd = own(flow.topPrior()[1].exp()).view({1, -1, 1, 1});
}

Tensor CpuRuntime::Step::network(const Tensor& a) const {
    return conv3(conv2(conv1(a).relu_()).relu_());
}

Tensor CpuRuntime::Step::forward(const Tensor& x) const {
    auto y = mix(x);
    const auto halves = y.chunk(2, 1);
    const auto h = network(halves[0]);
    auto b = halves[1];  // a view: what is done to it is done to y
    if (affine) {
        const auto tr = h.chunk(2, 1);
        b.add_(tr[0]).mul_(flow::AffineCoupling::scale(tr[1]));
    } else {
        b.add_(h);
    }
    return y;
}

Tensor CpuRuntime::Step::inverse(const Tensor& y) const {
    const auto halves = y.chunk(2, 1);
    const auto h = network(halves[0]);
    if (affine) {
        const auto tr = h.chunk(2, 1);
        return unmix(torch::cat({halves[0], (halves[1] / flow::AffineCoupling::scale(tr[1])).sub_(tr[0])}, 1));
    }
    return unmix(torch::cat({halves[0], halves[1] - h}, 1));
}

flow::Eps CpuRuntime::encode(const Tensor& x) const {
    flow::requireImages(x, m_architecture.channels, "CpuRuntime::encode", m_architecture.image);
    const torch::InferenceMode inference;
    flow::Eps eps;
    auto h = x.to(torch::kFloat32);
    for (std::size_t l = 0; l < m_levels.size(); ++l) {
        h = torch::pixel_unshuffle(h, 2);
        for (const auto& step : m_levels[l].steps) {
            h = step.forward(h);
        }
        if (l + 1 == m_levels.size()) {
            eps.push_back((h - m_topMean) / m_topSd);
        } else {
            const auto halves = h.chunk(2, 1);
            const auto prior = m_levels[l].prior(halves[0]).chunk(2, 1);
            eps.push_back((halves[1] - prior[0]) * (-prior[1]).exp());
            h = halves[0];
        }
    }
    return eps;
}

Tensor CpuRuntime::decode(const flow::Eps& eps) const {
    if (eps.size() != m_levels.size()) {
        throw std::invalid_argument("CpuRuntime::decode: wanted " + std::to_string(m_levels.size()) +
                                    " tensors of eps, got " + std::to_string(eps.size()));
    }
    const torch::InferenceMode inference;
    auto h = eps.back() * m_topSd + m_topMean;
    for (auto l = static_cast<std::int64_t>(m_levels.size()) - 1; l >= 0; --l) {
        const auto& steps = m_levels[l].steps;
        for (auto step = steps.rbegin(); step != steps.rend(); ++step) {
            h = step->inverse(h);
        }
        h = torch::pixel_shuffle(h, 2);
        if (l > 0) {
            const auto prior = m_levels[l - 1].prior(h).chunk(2, 1);
            h = torch::cat({h, eps[l - 1] * prior[1].exp() + prior[0]}, 1);
        }
    }
    return h;
}

}  // namespace facet::runtime
