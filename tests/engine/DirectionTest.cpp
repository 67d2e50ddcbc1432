// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/Error.h"
#include "engine/latent/AttributeDirections.h"
#include "engine/latent/DirectionCalibration.h"
#include "engine/latent/DirectionFit.h"
#include "engine/latent/Latent.h"
#include "tests/engine/TransparentRuntime.h"
#include "tests/support/TemporaryFolder.h"

#include <gmock/gmock.h>

namespace facet::latent {
namespace {

flow::Architecture tiny() {
    flow::Architecture a;
    a.image = 8;
    a.steps = {1, 1};
    a.widths = {4, 4};
    return a;
}

TEST(Latent, FlatteningIsUndone) {
    const auto a = tiny();
    const auto flat = torch::randn({3, 192});
    EXPECT_EQ(levelOffsets(a), (std::vector<std::int64_t>{0, 96, 192}));
    EXPECT_TRUE(flatten(unflatten(flat, a)).equal(flat));
    EXPECT_THROW(unflatten(torch::zeros({1, 191}), a), std::invalid_argument);
}

/// Latents that are built from labels: e = y·B + noise, with labels that are correlated.
struct Planted {
    torch::Tensor truth = torch::tensor({{1.0F, 0.0F, 0.0F, 0.5F}, {0.0F, 2.0F, 0.0F, 0.0F}});
    LatentStatistics statistics{2, 4};

    Planted() {
        torch::manual_seed(1);
        for (int batch = 0; batch < 40; ++batch) {
            const auto first = torch::randn({100, 1});
            const auto y = torch::cat({first, first + torch::randn({100, 1})}, 1).sign();
            statistics.add(y.mm(truth) + 3 + 0.5 * torch::randn({100, 4}), y);
        }
    }
};

TEST(DirectionFit, JointRidgeSeparatesCorrelatedLabels) {
    const Planted planted;
    EXPECT_TRUE(torch::allclose(planted.statistics.jointRidge(1e-4) / 2, planted.truth, 0, 0.05));
    // The mean difference cannot: the first label drags the second one's effect along.
    EXPECT_GT(planted.statistics.meanDifferences()[0][1].item<float>(), 0.8);
}

TEST(DirectionFit, MeanDifferenceIsOfClassMeans) {
    LatentStatistics statistics(1, 1);
    statistics.add(torch::tensor({{1.0F}, {3.0F}, {10.0F}}), torch::tensor({{-1.0F}, {-1.0F}, {1.0F}}));
    EXPECT_NEAR(statistics.meanDifferences()[0][0].item<float>(), 8, 1e-5);
}

TEST(DirectionFit, ShrinkingRemovesNoiseAndKeepsEffects) {
    const Planted planted;
    const auto shrunk = planted.statistics.shrunkRidge(1e-4, 9) / 2;
    EXPECT_TRUE(torch::allclose(shrunk.masked_select(planted.truth != 0),
                                planted.truth.masked_select(planted.truth != 0), 0, 0.05));
    EXPECT_EQ(shrunk.masked_select(planted.truth == 0).abs().max().item<float>(), 0);
}

TEST(DirectionFit, RefusesOtherShapes) {
    LatentStatistics statistics(2, 4);
    EXPECT_THROW(statistics.add(torch::zeros({3, 5}), torch::zeros({3, 2})), std::invalid_argument);
    EXPECT_THROW(statistics.add(torch::zeros({3, 4}), torch::zeros({2, 2})), std::invalid_argument);
}

class AttributeDirectionsTest : public testing::Test {
 protected:
    AttributeDirectionsTest() {
        torch::manual_seed(3);
        m_directions.modelHash = "abc";
        m_directions.provenance = R"({"method": "planted"})";
        m_directions.directions = {{"smile", "Expression", torch::randn({192}), 0.9, 0.8, 0.1, "age"},
                                   {"hat", "Wearing", torch::randn({192}), 0.7, 0.6, 0.2, "masculine"}};
    }
    test::TemporaryFolder m_folder;
    AttributeDirections m_directions;
};

TEST_F(AttributeDirectionsTest, SurviveTheFile) {
    saveDirections(m_directions, m_folder / "d.safetensors", false);
    const auto back = loadDirections(m_folder / "d.safetensors", "abc", tiny());
    ASSERT_EQ(back.directions.size(), 2U);
    EXPECT_EQ(back.provenance, m_directions.provenance);
    EXPECT_EQ(back.directions[1].name, "hat");
    EXPECT_EQ(back.directions[1].worstLeak, "masculine");
    EXPECT_EQ(back.directions[0].hit, 0.8);
    EXPECT_TRUE(torch::allclose(back.directions[0].delta, m_directions.directions[0].delta, 1e-3, 1e-3));
}

TEST_F(AttributeDirectionsTest, WhatWasTaughtKeepsItsScoreInTheFile) {
    auto& taught = m_directions.directions[1];
    taught.with = taught.without = 20;
    taught.judged = 17;
    taught.score = FeatureScore{torch::randn({7}), 0.25, 4.5, {"age"}};
    saveDirections(m_directions, m_folder / "d.safetensors", false);
    const auto back = loadDirections(m_folder / "d.safetensors", "abc", tiny());
    EXPECT_FALSE(back.directions[0].score);
    ASSERT_TRUE(back.directions[1].score);
    EXPECT_EQ(back.directions[1].judged, 17);
    EXPECT_TRUE(back.directions[1].score->weights.equal(taught.score->weights));
    EXPECT_EQ(back.directions[1].score->bias, 0.25);
    EXPECT_EQ(back.directions[1].score->gap, 4.5);
    EXPECT_EQ(back.directions[1].score->alongside, std::vector<std::string>{"age"});
}

TEST_F(AttributeDirectionsTest, AreRefusedForAnotherModelWithBothHashes) {
    saveDirections(m_directions, m_folder / "d.safetensors", false);
    try {
        loadDirections(m_folder / "d.safetensors", "xyz", tiny());
        FAIL() << "accepted";
    } catch (const Error& error) {
        EXPECT_EQ(error.kind(), ErrorKind::Model);
        EXPECT_THAT(error.what(), testing::AllOf(testing::HasSubstr("abc"), testing::HasSubstr("xyz")));
    }
    auto other = tiny();
    other.image = 16;
    EXPECT_THROW(loadDirections(m_folder / "d.safetensors", "abc", other), Error);
}

TEST_F(AttributeDirectionsTest, TheOnlyOneOfAFileCanBeRenamed) {
    saveDirections(m_directions, m_folder / "two.safetensors", false);
    EXPECT_THROW(renameOnlyDirection(m_folder / "two.safetensors", "grin"), Error);
    m_directions.directions = {{"smile", "Mine", torch::randn({192}), 0.9, 0.8, 0.1, "age", 12, 15}};
    saveDirections(m_directions, m_folder / "one.safetensors", false);
    renameOnlyDirection(m_folder / "one.safetensors", "grin");
    EXPECT_THROW(renameOnlyDirection(m_folder / "one.safetensors", ""), Error);
    const auto back = loadDirections(m_folder / "one.safetensors", "abc", tiny());
    EXPECT_EQ(back.directions[0].name, "grin");
    EXPECT_EQ(back.directions[0].with, 12);
    EXPECT_EQ(back.directions[0].without, 15);
    EXPECT_TRUE(torch::allclose(back.directions[0].delta, m_directions.directions[0].delta, 1e-3, 1e-3));
}

TEST_F(AttributeDirectionsTest, AmountsAddUpAndUnknownNamesAreRefused) {
    const auto eps = unflatten(torch::randn({1, 192}), tiny());
    const auto moved = m_directions.apply(eps, {{"smile", 0.5}, {"hat", -2}}, {}, tiny());
    const auto expected =
        flatten(eps)[0] + 0.5 * m_directions.directions[0].delta - 2 * m_directions.directions[1].delta;
    EXPECT_TRUE(torch::allclose(flatten(moved)[0], expected, 1e-5, 1e-5));
    EXPECT_THROW(m_directions.apply(eps, {{"smlie", 1}}, {}, tiny()), Error);
    EXPECT_TRUE(flatten(eps).equal(flatten(m_directions.apply(eps, {}, {}, tiny()))));
}

TEST_F(AttributeDirectionsTest, WhatIsLockedIsNotMovedByTheOthers) {
    const auto eps = unflatten(torch::randn({1, 192}), tiny());
    const auto& smile = m_directions.directions[0].delta;
    const auto along = [&](const Amounts& amounts) {
        return (flatten(m_directions.apply(eps, amounts, {"smile"}, tiny())) - flatten(eps))[0]
            .dot(smile)
            .item<double>();
    };
    ASSERT_GT(std::abs(m_directions.directions[1].delta.dot(smile).item<double>()), 0.1);
    EXPECT_NEAR(along({{"hat", 1.5}}), 0, 1e-3);
    EXPECT_NEAR(along({{"hat", 1.5}, {"smile", 1}}), smile.dot(smile).item<double>(), 1e-2);
    EXPECT_THROW(m_directions.apply(eps, {{"hat", 1}}, {"smlie"}, tiny()), Error);
}

/// Attribute 0 is the mean of the red channel, attribute 1 that of the green one.
torch::Tensor meansOfChannels(const torch::Tensor& pictures) {
    return pictures.mean({2, 3}).slice(1, 0, 2);
}

torch::Tensor brighter(int channel, float by) {
    auto delta = torch::zeros({3, 8, 8});
    delta[channel] += by;
    return delta.flatten();
}

class CalibrationTest : public testing::Test {
 protected:
    TransparentRuntime m_runtime{tiny()};
    TrialFaces m_faces{m_runtime, torch::zeros({4, 3, 8, 8}) - 0.25};
};

TEST_F(CalibrationTest, FactorBringsTheMedianToTheTarget) {
    const double factor = calibratedFactor(m_faces, brighter(0, 0.1F), meansOfChannels, 0, 0.0, 4);
    EXPECT_NEAR(factor, 2.5, 4.0 / 64);
}

TEST_F(CalibrationTest, NeverGoesWhereFacesExplode) {
    // 6 a unit explodes beyond 10/6; twice the factor has to stay below.
    const double factor = calibratedFactor(
        m_faces, brighter(0, 6),
        [](const torch::Tensor& p) {
            return p.mean({2, 3}) - 9;
        },
        0, 0.0, 4);
    EXPECT_LE(2 * factor * 6, 10.3);
}

TEST_F(CalibrationTest, ExplodedFacesStayAsTheyWere) {
    const auto moved = m_faces.moved(brighter(1, 50));
    EXPECT_EQ(moved.exploded, 4);
    EXPECT_TRUE(moved.pictures.equal(m_faces.pictures()));
}

TEST_F(CalibrationTest, LeaksAreCancelled) {
    const auto leaky = brighter(0, 0.1F) + brighter(1, 0.05F);
    const auto guard = brighter(1, 0.1F);
    const auto clean = withoutLeaks(leaky, response(m_faces, leaky, meansOfChannels), {guard},
                                    {response(m_faces, guard, meansOfChannels)}, {1}, 1.0);
    EXPECT_NEAR(response(m_faces, clean, meansOfChannels)[1].item<double>(), 0, 1e-6);
    EXPECT_NEAR(response(m_faces, clean, meansOfChannels)[0].item<double>(), 0.1, 1e-6);
}

TEST_F(CalibrationTest, JudgeCountsHitsAndFlips) {
    const auto verdict = judged(m_faces, brighter(0, 0.5F) + brighter(1, 0.5F), meansOfChannels, 0, {1});
    EXPECT_EQ(verdict.hit, 1);
    EXPECT_EQ(verdict.leak, 1);
    EXPECT_EQ(verdict.worst, 1);
    const auto quiet = judged(m_faces, brighter(0, 0.1F), meansOfChannels, 0, {1});
    EXPECT_EQ(quiet.hit, 0);
    EXPECT_EQ(quiet.leak, 0);
    EXPECT_EQ(quiet.worst, -1);
}

}  // namespace
}  // namespace facet::latent
