// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <torch/torch.h>

namespace facet::flow {

using torch::Tensor;

/// What a bijection makes of a batch.
struct Transformed {
    Tensor value;   ///< [B, C', H', W']
    Tensor logDet;  ///< [B], log |det ∂value/∂input| of each image
};

/// An invertible map of image batches [B, C, H, W] whose Jacobian determinant is cheap.
///
/// A flow is a chain of these, x = h₀ ↔ h₁ ↔ … ↔ z, and by the change of variables
/// log p(x) = log p(z) + Σ log |det ∂hᵢ/∂hᵢ₋₁| (Dinh et al. 2014, arXiv 1410.8516, eq. 1).
///
/// dtype and device of the input are kept. Shapes that do not fit: std::invalid_argument, naming the shape wanted
/// and the one got. Threads: as torch modules; concurrent calls are fine once nothing changes the parameters.
class Bijection : public torch::nn::Module {
 public:
    virtual Transformed forward(const Tensor& x) = 0;
    /// inverse(forward(x).value).value = x, and the two log-determinants add up to 0.
    virtual Transformed inverse(const Tensor& y) = 0;
};

/// Throws std::invalid_argument unless x is [B ≥ 1, channels, H, W] (channels 0: any) with H and W multiples of
/// `multiple`.
void requireImages(const Tensor& x, std::int64_t channels, const char* where, std::int64_t multiple = 1);

/// The log-determinant of a map that keeps volumes: zeros, [B].
Tensor zeroLogDet(const Tensor& x);

}  // namespace facet::flow
