// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/flow/Glow.h"

#include "engine/flow/EdgeBias.h"

#include <cmath>
#include <numbers>
#include <sstream>
#include <stdexcept>

namespace facet::flow {

namespace {

const Architecture& checked(const Architecture& architecture) {
    architecture.check();
    return architecture;
}

}  // namespace

Glow::Glow(const Architecture& architecture) : m_architecture(checked(architecture)) {
    const auto& a = m_architecture;
    for (std::int64_t l = 0; l < a.levels(); ++l) {
        auto module = register_module("level" + std::to_string(l), std::make_shared<torch::nn::Module>());
        Level level;
        for (std::int64_t k = 0; k < a.steps[l]; ++k) {
            level.steps.push_back(module->register_module(
                "step" + std::to_string(k),
                std::make_shared<FlowStep>(a.channelsAt(l), a.widths[l], a.permutation, a.coupling,
                                           StepPlace{l, k, a.steps[l]}, a.couplingForm(l))));
        }
        if (l + 1 < a.levels()) {
            level.prior =
                module->register_module("prior", std::make_shared<SplitPrior>(a.channelsAt(l) / 2, a.padding));
        }
        m_levels.push_back(std::move(level));
    }
    const auto top = a.channelsAt(a.levels() - 1);
    m_topPrior = register_parameter("top_prior", torch::zeros({2, top}));
    if (a.padding == Padding::EdgeBias) {
        m_topEdge = register_parameter("top_edge", torch::zeros({2, top, 3, 3}));
    }
}

Encoded Glow::encode(const Tensor& x) {
    requireImages(x, m_architecture.inputChannels(), "Glow::encode", m_architecture.image);
    Encoded result{{}, zeroLogDet(x)};
    auto h = x.narrow(1, 0, m_architecture.channels);
    const auto condition = x.narrow(1, m_architecture.channels, m_architecture.condition);
    for (std::int64_t l = 0; l < m_architecture.levels(); ++l) {
        auto& level = m_levels[l];
        const auto c = conditionAt(l, condition);
        h = m_squeeze.forward(h).value;
        const auto y = m_rebuilds ? rebuiltSteps(level.steps, h, c) : throughSteps(level.steps, h, c);
        h = y.value;
        result.logProb = result.logProb + y.logDet;
        const auto leaves = level.prior ? h.chunk(2, 1)[1] : h;
        const auto prior = level.prior ? level.prior->given(h.chunk(2, 1)[0]) : topGaussian(h);
        result.eps.push_back(prior.whiten(leaves));
        result.logProb = result.logProb + prior.logDensity(result.eps.back());
        h = level.prior ? h.chunk(2, 1)[0] : h;
    }
    if (m_architecture.condition > 0) {
        result.eps.push_back(condition);
    }
    return result;
}

Tensor Glow::decode(const Eps& eps) {
    requireEps(eps, m_architecture, "Glow::decode");
    Tensor h;
    for (auto l = m_architecture.levels() - 1; l >= 0; --l) {
        auto& level = m_levels[l];
        const auto c = conditionAt(l, eps.back());
        const auto prior = level.prior ? level.prior->given(h) : topGaussian(eps[l]);
        const auto z = prior.colour(eps[l]);
        h = level.prior ? torch::cat({h, z}, 1) : z;
        for (auto step = level.steps.rbegin(); step != level.steps.rend(); ++step) {
            h = (*step)->inverse(h, c).value;
        }
        h = m_squeeze.inverse(h).value;
    }
    return m_architecture.condition > 0 ? torch::cat({h, eps.back()}, 1) : h;
}

Tensor Glow::conditionAt(std::int64_t level, const Tensor& c) {
    auto squeezed = m_architecture.condition > 0 ? c : Tensor();
    for (std::int64_t l = 0; l <= level && squeezed.defined(); ++l) {
        squeezed = m_squeeze.forward(squeezed).value;
    }
    return squeezed;
}

Eps Glow::sampleEps(std::int64_t batch, double temperature, std::uint64_t seed) const {
    auto generator = at::detail::createCPUGenerator(seed);
    Eps eps;
    for (std::int64_t l = 0; l < m_architecture.latents(); ++l) {
        auto shape = m_architecture.epsShape(l);
        shape.insert(shape.begin(), batch);
        eps.push_back(torch::randn(shape, generator).mul_(temperature).to(m_topPrior.options()));
    }
    return eps;
}

Tensor Glow::bitsPerDim(const Tensor& logProb, int bits) const {
    const auto dimensions = static_cast<double>(m_architecture.dimensions());
    return -(logProb - dimensions * bits * std::numbers::ln2) / (dimensions * std::numbers::ln2);
}

void Glow::markInitialised() {
    for (auto& level : m_levels) {
        for (auto& step : level.steps) {
            step->actnorm->markInitialised();
        }
    }
}

void Glow::computeNetworksIn(std::optional<torch::Dtype> arithmetic) {
    for (auto& level : m_levels) {
        for (auto& step : level.steps) {
            step->coupling->computeNetworkIn(arithmetic);
        }
    }
}

void Glow::foldScales() {
    for (auto& level : m_levels) {
        for (auto& step : level.steps) {
            step->coupling->conv3->foldScale();
        }
        if (level.prior) {
            level.prior->foldScale();
        }
    }
}

Tensor Glow::topPrior() const {
    const auto side = m_architecture.sideAt(m_architecture.levels() - 1);
    const auto plain = m_topPrior.view({2, -1, 1, 1}).expand({2, m_topPrior.size(1), side, side});
    return m_topEdge.defined() ? plain + edgeBias(m_topEdge.flatten(0, 1), side, side).view_as(plain) : plain;
}

Gaussian Glow::topGaussian(const Tensor& like) const {
    const auto prior = topPrior().to(like.dtype());
    return {prior.slice(0, 0, 1).expand_as(like), prior.slice(0, 1, 2).expand_as(like)};
}

Eps emptyEps(std::int64_t batch, const Architecture& architecture) {
    Eps eps;
    for (std::int64_t l = 0; l < architecture.latents(); ++l) {
        auto shape = architecture.epsShape(l);
        shape.insert(shape.begin(), batch);
        eps.push_back(torch::empty(shape, torch::kFloat32));
    }
    return eps;
}

void requireEps(const Eps& eps, const Architecture& a, const char* where) {
    bool fits = static_cast<std::int64_t>(eps.size()) == a.latents();
    for (std::size_t l = 0; fits && l < eps.size(); ++l) {
        auto shape = a.epsShape(static_cast<std::int64_t>(l));
        shape.insert(shape.begin(), eps.front().size(0));
        fits = eps[l].sizes() == shape && eps[l].size(0) >= 1;
    }
    if (fits) {
        return;
    }
    std::ostringstream message;
    message << where << ": wanted eps of";
    for (std::int64_t l = 0; l < a.latents(); ++l) {
        message << " [B, " << a.epsShape(l)[0] << ", " << a.epsShape(l)[1] << ", " << a.epsShape(l)[2] << "]";
    }
    message << ", got";
    for (const auto& e : eps) {
        message << " " << e.sizes();
    }
    throw std::invalid_argument(message.str());
}

}  // namespace facet::flow
