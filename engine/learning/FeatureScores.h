// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/latent/AttributeDirections.h"

#include <torch/torch.h>

#include <functional>
#include <optional>

namespace facet::learning {

/// What a network sees of pictures [B, 3, S, S] in flow units, [B, F].
using Features = std::function<torch::Tensor(const torch::Tensor& pictures)>;

/// What is seen of faces as other photos of them might show them (lighter, darker, flatter, a little aside): a few
/// photos then teach what is in the faces, and not how they were taken. [N, variants, F], the pictures as they are
/// first.
torch::Tensor seenVariously(const Features& features, const torch::Tensor& pictures);

/// Two sides of faces, as seenVariously().
struct Sides {
    torch::Tensor with;
    torch::Tensor without;

    /// The faces whose place in their pile leaves the remainder when divided, or all others.
    Sides part(std::int64_t divisor, std::int64_t remainder, bool others) const;
};

/// Above 0: rather with it.
struct LinearScore {
    torch::Tensor weights;  // [F]
    double bias = 0;

    torch::Tensor of(const torch::Tensor& features) const { return features.matmul(weights) + bias; }  // […, F] → […]
};

/// Fisher's discriminant with a diagonal covariance: of a few faces in hundreds of dimensions nothing richer can be
/// known (Bickel & Levina 2004, doi 10.3150/bj/1106314847).
LinearScore discriminant(const Sides& sides);

/// Into how many parts the faces are split so that each can be scored by what was fitted without it.
inline constexpr std::int64_t Folds = 5;

/// A discriminant that is a logit: held-out scores are taken for two normal distributions of one variance. None where
/// held-out faces of the two sides are hardly told apart. `auc`, if wanted, becomes the area under their ROC curve.
std::optional<latent::FeatureScore> scoreOf(const Sides& sides, double* auc = nullptr);

}  // namespace facet::learning
