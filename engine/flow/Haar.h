// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/flow/Architecture.h"
#include "engine/flow/Bijection.h"

namespace facet::flow {

/// [B, C, 2S, 2S] → [B, 4C, S, S], Haar's wavelets: of every 2×2 pixels the differences from left to right, from top to
/// bottom and along the diagonal, C channels each, orthonormal (3C in all), and behind them the mean, C channels.
///
/// So the mean is a picture of half the side in the same units, and log p(x) = log p(mean) + log p(details | mean) −
/// C·S²·log 2, where the constant is the mean's: its orthonormal coefficient is twice as large. (Wavelet Flow, Yu et
/// al. 2020, arXiv 2010.13821, section 3.)
class Haar : public Bijection {
 public:
    Transformed forward(const Tensor& x) override;
    Transformed inverse(const Tensor& y) override;
};

/// What a flow takes of pictures [B, C, pictureSide, pictureSide]: themselves, or where it is conditional their Haar
/// bands, [B, inputChannels, image, image].
Tensor bandsFor(const Architecture& architecture, const Tensor& pictures);
/// The pictures of what a flow decodes.
Tensor picturesFrom(const Architecture& architecture, const Tensor& bands);

}  // namespace facet::flow
