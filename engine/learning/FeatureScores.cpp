// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/learning/FeatureScores.h"

#include "engine/train/AttributeJudge.h"

#include <algorithm>

namespace facet::learning {

using torch::Tensor;
namespace F = torch::nn::functional;

namespace {

constexpr double Light = 0.06;
constexpr double Contrast = 0.2;
constexpr std::int64_t Shift = 2;       // pixels
constexpr double LeastDeviation = 0.5;  // of a feature, in mean deviations: what hardly varies is not trusted more
constexpr double LeastAuc = 0.6;
constexpr double LargestGap = 6;  // in logits; a few faces cannot say that two sides are further apart

std::vector<Tensor> variantsOf(const Tensor& pictures) {
    std::vector<Tensor> variants = {pictures, pictures + Light, pictures - Light, pictures * (1 + Contrast),
                                    pictures * (1 - Contrast)};
    const auto side = pictures.size(2);
    const auto padded = F::pad(pictures, F::PadFuncOptions({Shift, Shift, Shift, Shift}).mode(torch::kReflect));
    for (const auto& [y, x] : {std::pair{0, 1}, {2, 1}, {1, 0}, {1, 2}}) {
        variants.push_back(padded.narrow(2, y * Shift, side).narrow(3, x * Shift, side));
    }
    return variants;
}

Tensor rowsOf(std::int64_t count, std::int64_t divisor, std::int64_t remainder, bool others) {
    const auto chosen = torch::arange(count) % divisor == remainder;
    return (others ? chosen.logical_not() : chosen).nonzero().flatten();
}

/// Scores [N] of the faces as they are, each by a discriminant of the other parts' faces.
Sides heldOutScores(const Sides& sides) {
    Sides scores{torch::empty({sides.with.size(0)}), torch::empty({sides.without.size(0)})};
    for (std::int64_t fold = 0; fold < Folds; ++fold) {
        const auto score = discriminant(sides.part(Folds, fold, /*others=*/true));
        const auto part = sides.part(Folds, fold, /*others=*/false);
        scores.with.index_put_({rowsOf(sides.with.size(0), Folds, fold, false)}, score.of(part.with.select(1, 0)));
        scores.without.index_put_({rowsOf(sides.without.size(0), Folds, fold, false)},
                                  score.of(part.without.select(1, 0)));
    }
    return scores;
}

}  // namespace

Tensor seenVariously(const Features& features, const Tensor& pictures) {
    const torch::NoGradGuard noGrad;
    std::vector<Tensor> seen;
    for (const auto& variant : variantsOf(pictures)) {
        seen.push_back(features(variant));
    }
    return torch::stack(seen, 1);
}

Sides Sides::part(std::int64_t divisor, std::int64_t remainder, bool others) const {
    return {with.index_select(0, rowsOf(with.size(0), divisor, remainder, others)),
            without.index_select(0, rowsOf(without.size(0), divisor, remainder, others))};
}

LinearScore discriminant(const Sides& sides) {
    const auto with = sides.with.flatten(0, 1);
    const auto without = sides.without.flatten(0, 1);
    const auto deviation = ((with.var(0) + without.var(0)) / 2).sqrt();
    const auto trusted = deviation + LeastDeviation * deviation.mean();
    LinearScore score{(with.mean(0) - without.mean(0)) / trusted.square()};
    score.bias = -((with.mean(0) + without.mean(0)) / 2).dot(score.weights).item<double>();
    return score;
}

std::optional<latent::FeatureScore> scoreOf(const Sides& sides, double* auc) {
    const auto held = heldOutScores(sides);
    const double area =
        train::areaUnderCurve(torch::cat({held.with, held.without}),
                              torch::cat({torch::ones_like(held.with), torch::zeros_like(held.without)}));
    if (auc != nullptr) {
        *auc = area;
    }
    const double apart = (held.with.mean() - held.without.mean()).item<double>();
    if (area < LeastAuc || !(apart > 0)) {
        return {};
    }
    const double middle = (held.with.mean() + held.without.mean()).item<double>() / 2;
    const double variance = ((held.with.var() + held.without.var()) / 2).item<double>();
    // Two normals of one variance: the logit is linear, with the slope apart / variance.
    const double slope = std::min(apart / std::max(variance, 1e-12), LargestGap / apart);
    const auto score = discriminant(sides);
    return latent::FeatureScore{score.weights * slope, (score.bias - middle) * slope, apart * slope, {}};
}

}  // namespace facet::learning
