// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/flow/Architecture.h"

#include <torch/torch.h>

#include <filesystem>
#include <string>
#include <vector>

namespace facet::latent {

/// How far +1 and −1 go past the median of the other side, in gaps between the medians.
struct Strengths {
    double with = Past;     ///< of +1
    double without = Past;  ///< of −1

    static constexpr double Past = 0.3;

    double towards(int sign) const { return sign > 0 ? with : without; }
    double& towards(int sign) { return sign > 0 ? with : without; }
};

/// What the guides' logits say of an attribute, on faces that no fit has seen: where a slider's +1 and −1 have to go.
struct AttributeScale {
    std::string name;
    double without = 0;     ///< median logit of the faces that have it not
    double with = 0;        ///< median logit of the faces that have it
    Strengths masked = {};  ///< where the photo's masks hide some of a move
    Strengths whole = {};   ///< where the photo shows all of it
};

/// The small subspace of the latents in which a face is moved (ConstrainedMove), with the scales of what is asked for.
///
/// Its rows are what 40 labels explain of the faces' latents, and the principal components of what they leave; each is
/// as long as faces spread along it, so that coordinates are a standard normal of faces and their norm says how unusual
/// a move is.
struct MoveSpace {
    std::string modelHash;  ///< of the model whose latents it spans
    torch::Tensor basis;    ///< [K, d] float32
    /// [A, K, K], for each attribute the inverse of the metric in which a move along it is short: I, and what the move
    /// changes in pixels that the attribute has nothing to do with (see changeMetrics()).
    torch::Tensor metrics;
    std::vector<AttributeScale> attributes;  ///< in the order of the guides' logits

    bool isEmpty() const { return !basis.defined(); }
    /// Coordinates […, K] → latents […, d].
    torch::Tensor toLatents(const torch::Tensor& coordinates) const { return coordinates.matmul(basis); }
};

/// Inverse metrics (I + μG/ḡ)⁻¹ [A, K, K] from G [A, K, K], the mean square change of pixels outside of each
/// attribute's support per unit of the coordinates, and ḡ, the mean diagonal of the same over the whole picture.
torch::Tensor inverseMetrics(const torch::Tensor& outside, double whole, double mu);

/// Rows from the joint regression of latents on labels, as long as the labels vary, and principal components.
///
/// labelCovariance [A, A] and coefficients [A, d] (latents per unit of a label); residuals [N, d], the latents less
/// what the labels explain; `components` principal components are taken of them by randomised subspace iteration
/// (Halko, Martinsson & Tropp 2011, arXiv 0909.4061, algorithm 4.4), from a fixed seed.
torch::Tensor moveBasis(const torch::Tensor& labelCovariance, const torch::Tensor& coefficients,
                        const torch::Tensor& residuals, std::int64_t components);

/// A safetensors file: `basis` [K, d] and `metrics` [A, K, K] as F16; the rest in its metadata.
///
/// Throws Error(Model): damaged, or made for another model than `modelHash` (both are named).
MoveSpace loadMoveSpace(const std::filesystem::path& path, const std::string& modelHash,
                        const flow::Architecture& architecture);
/// Throws Error(Output).
void saveMoveSpace(const MoveSpace& space, const std::filesystem::path& path, bool overwrite);

}  // namespace facet::latent
