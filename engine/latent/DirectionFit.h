// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <torch/torch.h>

namespace facet::latent {

/// Sums over labelled latents that all linear fits need; the latents themselves are not kept, so any number of faces
/// fits into memory. Labels are ±1 (has it, has it not); every face has all of them.
class LatentStatistics {
 public:
    LatentStatistics(std::int64_t labels, std::int64_t dimensions);

    /// eps [B, d], y [B, labels].
    void add(const torch::Tensor& eps, const torch::Tensor& y);

    std::int64_t count() const { return m_count; }

    /// mean(eps | has it) − mean(eps | has it not) for every label, [labels, d] (OpenAI's Glow demo).
    torch::Tensor meanDifferences() const;

    /// Coefficients of eps regressed on all labels at once, times 2, so that they are comparable with mean differences:
    /// what goes from −1 to +1 while the other labels stay. [labels, d]. λ is in units of the count of faces.
    torch::Tensor jointRidge(double lambda) const;

    /// jointRidge(λ) with each coefficient b shrunk by its t-statistic, b·max(0, 1 − c/t²) (James & Stein's positive
    /// part): most coefficients of the fine levels are sampling noise, and noise moves pixels, too.
    torch::Tensor shrunkRidge(double lambda, double c) const;

 private:
    torch::Tensor gram() const;   // YᵀY of centred labels, [L, L]
    torch::Tensor cross() const;  // YᵀE of centred labels and latents, [L, d]
    torch::Tensor ridgeInverse(double lambda) const;

    std::int64_t m_count = 0;
    torch::Tensor m_sumY;   // [L]
    torch::Tensor m_sumE;   // [d]
    torch::Tensor m_sumE2;  // [d]
    torch::Tensor m_yy;     // [L, L]
    torch::Tensor m_ye;     // [L, d]
};

}  // namespace facet::latent
