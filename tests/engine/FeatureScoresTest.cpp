// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/learning/FeatureScores.h"
#include "engine/train/AttributeJudge.h"

#include <gtest/gtest.h>

namespace facet::learning {
namespace {

constexpr std::int64_t Dimensions = 400;  // many more than faces

/// Features in which the first ten tell the sides, `apart` deviations each.
Sides planted(std::int64_t faces, double apart) {
    torch::manual_seed(3);
    auto difference = torch::zeros({Dimensions});
    difference.slice(0, 0, 10).fill_(apart / 2);
    return {torch::randn({faces, 1, Dimensions}) + difference, torch::randn({faces, 1, Dimensions}) - difference};
}

TEST(FeatureScores, AFewFacesTeachALogitThatHoldsForOthers) {
    double auc = 0;
    const auto score = scoreOf(planted(20, 2), &auc);
    ASSERT_TRUE(score);
    EXPECT_GT(auc, 0.9);
    torch::manual_seed(4);
    auto difference = torch::zeros({Dimensions});
    difference.slice(0, 0, 10).fill_(1);
    const auto labels = (torch::arange(400) % 2).to(torch::kFloat32);
    const auto others = torch::randn({400, Dimensions}) + torch::outer(labels * 2 - 1, difference);
    const auto logits = others.mv(score->weights) + score->bias;
    EXPECT_GT(train::areaUnderCurve(logits, labels), 0.9);
    // What it says of unseen faces: as far apart as it promised, and 0 in between.
    const double with = logits.masked_select(labels == 1).mean().item<double>();
    const double without = logits.masked_select(labels == 0).mean().item<double>();
    EXPECT_NEAR(with - without, score->gap, 0.35 * score->gap);
    EXPECT_LT(std::abs(with + without) / 2, 0.25 * score->gap);
}

TEST(FeatureScores, AlikeSidesTeachNothing) {
    EXPECT_FALSE(scoreOf(planted(20, 0)));
}

TEST(FeatureScores, AFewFacesNeverPromiseTooMuch) {
    const auto score = scoreOf(planted(8, 20));
    ASSERT_TRUE(score);
    EXPECT_LE(score->gap, 6 + 1e-6);
}

TEST(FeatureScores, PicturesAreSeenAsOtherPhotosWouldShowThem) {
    const Features mean = [](const torch::Tensor& pictures) { return pictures.flatten(2).mean(2); };
    const auto pictures = 0.2 * torch::rand({3, 3, 64, 64});
    const auto seen = seenVariously(mean, pictures);
    EXPECT_EQ(seen.size(0), 3);
    EXPECT_TRUE(seen.select(1, 0).equal(mean(pictures)));
    EXPECT_GT(seen.std(1).min().item<float>(), 0);
}

TEST(FeatureScores, PartsMakeUpThePiles) {
    const Sides sides{torch::arange(10).view({10, 1, 1}), torch::arange(7).view({7, 1, 1})};
    const auto part = sides.part(Folds, 1, /*others=*/false);
    EXPECT_TRUE(part.with.flatten().equal(torch::tensor({1, 6})));
    EXPECT_TRUE(part.without.flatten().equal(torch::tensor({1, 6})));
    EXPECT_EQ(sides.part(Folds, 1, /*others=*/true).without.size(0), 5);
}

}  // namespace
}  // namespace facet::learning
