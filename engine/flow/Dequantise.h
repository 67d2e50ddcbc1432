// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <torch/torch.h>

namespace facet::flow {

/// Between pictures and flow units, in which black to white is −½ … ½.

/// For editing: 8-bit levels, whole or fractional (any shape, 0 … 255), at mid-bin, (level + ½)/256 − ½. Deterministic,
/// keeps all bits.
inline torch::Tensor fromLevels(const torch::Tensor& levels) {
    return (levels.to(torch::kFloat32) + 0.5) / 256 - 0.5;
}

/// Its inverse; not rounded, not clamped.
inline torch::Tensor toLevels(const torch::Tensor& x) {
    return (x + 0.5) * 256 - 0.5;
}

/// Which of the pictures [B, …] could be some: finite, and not far beyond black and white. The flow's inverse divides
/// by scales, so where a large move has taken the latents of an unusual face, decoding explodes. Bool [B].
inline torch::Tensor areSound(const torch::Tensor& x) {
    constexpr double FarOutside = 2.0;
    const auto extreme = x.abs().flatten(1).amax(1);  // not a number where there is one
    return extreme < FarOutside;
}

/// The bins that 8-bit levels fall into at a depth of n bits, floor(u8 / 2^(8−n)), as floats.
inline torch::Tensor binsOfLevels(const torch::Tensor& u8, int bits) {
    return torch::floor(u8.to(torch::kFloat32) / static_cast<double>(1 << (8 - bits)));
}

/// The bins of pictures in flow units.
inline torch::Tensor binsOf(const torch::Tensor& x, int bits) {
    return torch::floor((x + 0.5) * static_cast<double>(1 << bits));
}

/// Bins under noise u of their shape, which lies in [0, 1), in flow units: (bins + u) / 2^n − ½.
inline torch::Tensor withNoise(const torch::Tensor& bins, int bits, const torch::Tensor& noise) {
    return (bins + noise) / static_cast<double>(1 << bits) - 0.5;
}

/// For training and densities: (floor(u8 / 2^(8−n)) + u) / 2^n − ½ with u uniform in [0, 1) (Glow, section 4; Theis et
/// al. 2016, arXiv 1511.01844; a learnt u: Dequantiser.h). The noise u has the pictures' shape.
inline torch::Tensor dequantise(const torch::Tensor& u8, int bits, const torch::Tensor& noise) {
    return withNoise(binsOfLevels(u8, bits), bits, noise);
}

}  // namespace facet::flow
