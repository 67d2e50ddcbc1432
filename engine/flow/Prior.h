// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/flow/Coupling.h"

namespace facet::flow {

/// A diagonal Gaussian whose mean and log standard deviation are given per value.
///
/// Latents are kept whitened, eps = (z − mean)·exp(−log_sd): all edits live there, where the prior is N(0, 1).
struct Gaussian {
    Tensor mean;   ///< [B, C, H, W]
    Tensor logSd;  ///< [B, C, H, W]

    Tensor whiten(const Tensor& z) const { return (z - mean) * (-logSd).exp(); }
    Tensor colour(const Tensor& eps) const { return eps * logSd.exp() + mean; }
    /// log N(z; mean, exp(log_sd)²) of each image [B], from its whitened value.
    Tensor logDensity(const Tensor& eps) const;
};

/// The prior of the half that leaves at a split, predicted from the half that stays (RealNVP, section 3.6; Glow's
/// published code). Parameters as ZeroConv2d's.
class SplitPrior : public ZeroConv2d {
 public:
    SplitPrior(std::int64_t channels, Padding padding) : ZeroConv2d(channels, 2 * channels, padding) {}

    Gaussian given(const Tensor& stays);  ///< [B, C, H, W]
};

}  // namespace facet::flow
