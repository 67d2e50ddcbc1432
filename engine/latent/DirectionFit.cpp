// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/latent/DirectionFit.h"

#include <stdexcept>

namespace facet::latent {

using torch::Tensor;

LatentStatistics::LatentStatistics(std::int64_t labels, std::int64_t dimensions) {
    m_sumY = torch::zeros({labels}, torch::kFloat64);
    m_sumE = torch::zeros({dimensions}, torch::kFloat64);
    m_sumE2 = torch::zeros({dimensions}, torch::kFloat64);
    m_yy = torch::zeros({labels, labels}, torch::kFloat64);
    m_ye = torch::zeros({labels, dimensions}, torch::kFloat64);
}

void LatentStatistics::add(const Tensor& eps, const Tensor& y) {
    if (eps.dim() != 2 || eps.size(1) != m_sumE.size(0) || y.dim() != 2 || y.size(1) != m_sumY.size(0) ||
        y.size(0) != eps.size(0)) {
        throw std::invalid_argument("LatentStatistics::add: wanted latents [B, " + std::to_string(m_sumE.size(0)) +
                                    "] and labels [B, " + std::to_string(m_sumY.size(0)) + "]");
    }
    const auto e = eps.to(torch::kFloat64);
    const auto labels = y.to(torch::kFloat64);
    m_count += eps.size(0);
    m_sumY += labels.sum(0);
    m_sumE += e.sum(0);
    m_sumE2 += e.square().sum(0);
    m_yy += labels.t().mm(labels);
    m_ye += labels.t().mm(e);
}

Tensor LatentStatistics::gram() const {
    return m_yy - torch::outer(m_sumY, m_sumY) / static_cast<double>(m_count);
}

Tensor LatentStatistics::cross() const {
    return m_ye - torch::outer(m_sumY, m_sumE) / static_cast<double>(m_count);
}

Tensor LatentStatistics::meanDifferences() const {
    // With y = ±1: sums over those that have it are (Σe + Σye)/2, over those that have it not (Σe − Σye)/2.
    const auto with = ((m_count + m_sumY) / 2).clamp_min(1).unsqueeze(1);
    const auto without = ((m_count - m_sumY) / 2).clamp_min(1).unsqueeze(1);
    const auto difference = (m_sumE + m_ye) / 2 / with - (m_sumE - m_ye) / 2 / without;
    return difference.to(torch::kFloat32);
}

Tensor LatentStatistics::ridgeInverse(double lambda) const {
    const auto penalty = lambda * static_cast<double>(m_count) * torch::eye(m_sumY.size(0), torch::kFloat64);
    return torch::linalg_inv(gram() + penalty);
}

Tensor LatentStatistics::jointRidge(double lambda) const {
    return (2 * ridgeInverse(lambda).mm(cross())).to(torch::kFloat32);
}

Tensor LatentStatistics::shrunkRidge(double lambda, double c) const {
    const auto inverse = ridgeInverse(lambda);
    const auto coefficients = inverse.mm(cross());
    const auto n = static_cast<double>(m_count);
    const auto total = m_sumE2 - m_sumE.square() / n;                     // Σ(e − ē)²
    const auto residual = (total - (coefficients * cross()).sum(0)) / n;  // variance that the labels leave open
    const auto variance = torch::outer((inverse.mm(gram()).mm(inverse)).diagonal(), residual.clamp_min(1e-12));
    const auto keep = (1 - c * variance / coefficients.square().clamp_min(1e-30)).clamp_min(0);
    return (2 * coefficients * keep).to(torch::kFloat32);
}

}  // namespace facet::latent
