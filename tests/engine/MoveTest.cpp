// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/Error.h"
#include "engine/flow/Dequantise.h"
#include "engine/flow/Glow.h"
#include "engine/latent/AttributeNames.h"
#include "engine/latent/ConstrainedMove.h"
#include "engine/latent/Latent.h"
#include "engine/latent/MoveSpace.h"
#include "tests/support/TemporaryFolder.h"

#include <gtest/gtest.h>

namespace facet::latent {
namespace {

using torch::Tensor;

flow::Architecture tiny() {
    flow::Architecture a;
    a.image = 8;
    a.steps = {2, 2};
    a.widths = {6, 6};
    return a;
}

/// A flow that is no longer the identity.
std::shared_ptr<flow::Glow> stirred() {
    torch::manual_seed(3);
    auto glow = std::make_shared<flow::Glow>(tiny());
    const torch::NoGradGuard noGrad;
    for (auto& p : glow->parameters()) {
        p.add_(torch::randn_like(p), 0.05);
    }
    glow->markInitialised();
    glow->eval();
    return glow;
}

/// Attribute 0 is the mean of the red channel, 1 of the green, 2 of the blue, times 40.
Tensor meansOfChannels(const Tensor& pictures) {
    return pictures.mean({2, 3}) * 40;
}

MoveSpace spaceOf(std::int64_t k) {
    torch::manual_seed(5);
    MoveSpace space;
    space.modelHash = "abc";
    space.basis = torch::randn({k, 192});
    space.metrics = torch::eye(k).repeat({3, 1, 1});
    space.attributes = {{"red", -2, 2}, {"green", -2, 2}, {"blue", -2, 2}};
    return space;
}

class ConstrainedMoveTest : public testing::Test {
 protected:
    Tensor logitsAfter(const Tensor& coordinates) const {
        const torch::NoGradGuard noGrad;
        const auto flat = m_latents + m_space.toLatents(coordinates);
        return meansOfChannels(m_flow->decode(unflatten(flat, tiny())));
    }

    std::shared_ptr<flow::Glow> m_flow = stirred();
    std::shared_ptr<runtime::DecodeSlopes> m_decoder =
        runtime::makeDecodeSlopes(*m_flow, {.precision = "float32", .threads = 2});
    MoveSpace m_space = spaceOf(24);
    Tensor m_latents = torch::randn({3, 192}) * 0.15;
};

TEST_F(ConstrainedMoveTest, ReachesTheTargetAndKeepsWhatIsProtected) {
    const ConstrainedMove move(m_decoder, m_space, meansOfChannels, {0, 1});
    const auto before = logitsAfter(torch::zeros({3, 24}));
    for (const int sign : {1, -1}) {
        const auto knots = move.find(m_latents, 0, sign, {}, {});
        ASSERT_EQ(knots.sizes(), (std::vector<std::int64_t>{3, 2, 24}));
        const auto at1 = logitsAfter(knots.select(1, 0));
        const auto at2 = logitsAfter(knots.select(1, 1));
        // The median of the other side and 0.3 gaps more: 2 + 0.3 · 4.
        EXPECT_LT((at1.select(1, 0) * sign - 3.2).abs().max().item<double>(), 0.4);
        EXPECT_GT((at2.select(1, 0) * sign).min().item<double>(), 4.5);
        EXPECT_LT((at1 - before).select(1, 1).abs().max().item<double>(), 0.3);
        EXPECT_LT((at2 - before).select(1, 1).abs().max().item<double>(), 0.4);
    }
}

/// Where a photo shows only the left half of a change and paler than its share says, the whole of it goes as far beyond
/// as what is shown falls short, and what is protected is held in the mean of both.
TEST_F(ConstrainedMoveTest, MeetsItsTargetBetweenWhatIsThereAndWhatIsShown) {
    const ConstrainedMove move(m_decoder, m_space, meansOfChannels, {1});
    auto share = torch::zeros({1, 1, 8, 8});
    share.slice(3, 0, 4).fill_(1);
    const auto composed = [&](const Tensor& from, const Tensor& to) { return from + 0.7 * share * (to - from); };
    const auto pictureAfter = [&](const Tensor& coordinates) {
        const torch::NoGradGuard noGrad;
        return m_flow->decode(unflatten(m_latents + m_space.toLatents(coordinates), tiny()));
    };
    const auto before = pictureAfter(torch::zeros({3, 24}));
    const auto after = pictureAfter(move.find(m_latents, 0, 1, {}, {}, Showing{share, composed}).select(1, 0));
    const auto whole = meansOfChannels(after);
    const auto seen = meansOfChannels(composed(before, after));
    EXPECT_LT(((whole + seen) / 2 - 3.2).select(1, 0).abs().max().item<double>(), 0.4);
    EXPECT_GT((whole - seen).select(1, 0).min().item<double>(), 0.5);
    EXPECT_LT(((whole + seen) / 2 - meansOfChannels(before)).select(1, 1).abs().max().item<double>(), 0.3);
}

TEST_F(ConstrainedMoveTest, GoesAsFarPastTheOtherSideAsItsAttributeSays) {
    m_space.attributes[0].whole = {0, 0.6};
    m_space.attributes[0].masked = {0.3, 0.3};
    const ConstrainedMove move(m_decoder, m_space, meansOfChannels, {0, 1});
    const auto reached = [&](int sign, const std::optional<Showing>& showing) {
        return logitsAfter(move.find(m_latents, 0, sign, {}, {}, showing).select(1, 0)).select(1, 0);
    };
    const auto worst = [](const torch::Tensor& difference) { return difference.abs().max().item<double>(); };
    EXPECT_LT(worst(reached(1, {}) - 2), 0.4);  // the median of the faces that have it
    EXPECT_LT(worst(reached(-1, {}) + 2 + 0.6 * 4), 0.4);
    const Showing all{torch::ones({1, 1, 8, 8}),
                      [](const torch::Tensor&, const torch::Tensor& after) { return after; }};
    EXPECT_LT(worst(reached(1, all) - (2 + 0.3 * 4)), 0.4);
    EXPECT_LT(worst(reached(-1, all) + 2 + 0.3 * 4), 0.4);
}

TEST(AmountBetween, GoesWhereTheMoveGoes) {
    const AttributeScale scale{"red", -2, 2};  // +1 goes to 3.2, −1 to −3.2
    EXPECT_DOUBLE_EQ(amountBetween(scale, -2, 3.2), 1);
    EXPECT_DOUBLE_EQ(amountBetween(scale, -2, 0.6), 0.5);
    EXPECT_DOUBLE_EQ(amountBetween(scale, 2, -3.2), -1);
    EXPECT_DOUBLE_EQ(amountBetween(scale, -2, 4.6), 1.5);  // the second unit is 0.7 gaps
    EXPECT_DOUBLE_EQ(amountBetween(scale, 3, 4), 1);       // of a face that has it already, a unit asks for a quarter
    EXPECT_DOUBLE_EQ(amountBetween(scale, 1, 1), 0);
    EXPECT_DOUBLE_EQ(amountBetween(scale, -9, 99), 2);
}

/// What no guide is sure of in a photo is not exaggerated until one is.
TEST(AmountBetween, GoesNoFurtherThanFacesDo) {
    const AttributeScale scale{"narrow-eyes", -2.4, -1.8};
    EXPECT_NEAR(amountBetween(scale, -2.4, -0.9), 1, 1e-9);  // a gap and a half past those that have it
}

TEST_F(ConstrainedMoveTest, KeepsWhatIsLockedBesideWhatIsProtected) {
    const ConstrainedMove move(m_decoder, m_space, meansOfChannels, {1});
    const auto before = logitsAfter(torch::zeros({3, 24}));
    const auto blueMovedBy = [&](const std::set<std::int64_t>& locked) {
        const auto change = logitsAfter(move.find(m_latents, 0, 1, locked, {}).select(1, 0)) - before;
        EXPECT_LT(change.select(1, 1).abs().max().item<double>(), 0.3);
        EXPECT_GT(change.select(1, 0).min().item<double>(), 1);
        return change.select(1, 2).abs().max().item<double>();
    };
    EXPECT_GT(blueMovedBy({}), 0.6);
    EXPECT_LT(blueMovedBy({2}), 0.3);
    EXPECT_LT(blueMovedBy({0, 2}), 0.3);  // the one that is asked for moves, locked or not
}

TEST_F(ConstrainedMoveTest, StaysWhereThereArePictures) {
    m_space.attributes[0] = {"red", -100, 100};  // no picture is as red as that
    for (const double scale : {0.3, 3.0, 1000.0}) {
        m_space.basis = spaceOf(24).basis * scale;
        const ConstrainedMove move(m_decoder, m_space, meansOfChannels, {1});
        const auto knots = move.find(m_latents, 0, 1, {}, {});
        for (const auto& coordinates : knots.unbind(1)) {
            const auto moved = m_latents + m_space.toLatents(coordinates);
            const auto pictures = m_flow->decode(unflatten(moved, tiny()));
            EXPECT_TRUE(flow::areSound(pictures).all().item<bool>()) << scale;
        }
    }
}

TEST_F(ConstrainedMoveTest, AFaceThatHasItAlreadyIsMovedByAQuarterOfTheGap) {
    m_space.attributes[2] = {"blue", -44, -40};  // every face is far beyond
    const ConstrainedMove move(m_decoder, m_space, meansOfChannels, {1});
    const auto before = logitsAfter(torch::zeros({3, 24})).select(1, 2);
    const auto after = logitsAfter(move.find(m_latents, 2, 1, {}, {}).select(1, 0)).select(1, 2);
    EXPECT_LT((after - before - 1).abs().max().item<double>(), 0.2);
}

TEST_F(ConstrainedMoveTest, AvoidsCoordinatesThatTheMetricMakesExpensive) {
    m_space.metrics[0].slice(0, 0, 12) *= 1e-4;
    m_space.metrics[0].slice(1, 0, 12) *= 1e-4;
    const ConstrainedMove move(m_decoder, m_space, meansOfChannels, {1});
    const auto knots = move.find(m_latents, 0, 1, {}, {}).select(1, 0);
    EXPECT_LT(knots.slice(1, 0, 12).norm().item<double>(), 0.02 * knots.slice(1, 12, 24).norm().item<double>());
}

TEST_F(ConstrainedMoveTest, FacesDoNotDependOnTheirBatch) {
    const ConstrainedMove move(m_decoder, m_space, meansOfChannels, {1});
    const auto together = move.find(m_latents, 0, 1, {}, {});
    const auto alone = move.find(m_latents.slice(0, 1, 2), 0, 1, {}, {});
    EXPECT_TRUE(torch::allclose(together.slice(0, 1, 2), alone, 1e-3, 1e-3));
}

TEST_F(ConstrainedMoveTest, AnExplodedFaceStaysFiniteAndAStopIsHeard) {
    const ConstrainedMove exploding(m_decoder, m_space, [](const Tensor& p) { return meansOfChannels(p) * INFINITY; },
                                    {1});
    EXPECT_TRUE(torch::isfinite(exploding.find(m_latents, 0, 1, {}, {})).all().item<bool>());

    std::stop_source source;
    source.request_stop();
    const ConstrainedMove move(m_decoder, m_space, meansOfChannels, {1});
    EXPECT_THROW(move.find(m_latents, 0, 1, {}, source.get_token()), Error);
}

TEST(KeptBeside, IsWhatIsProtectedButForWhatGoesAlong) {
    MoveSpace space;
    space.attributes = {{"bangs", -1, 1}, {"smile", -1, 1}, {"age", -1, 1}};
    EXPECT_EQ(keptBeside(space, alongsideOf("bangs")), (std::vector<std::int64_t>{1, 2}));
    EXPECT_EQ(keptBeside(space, alongsideOf("high-cheekbones")), std::vector<std::int64_t>{2});
}

TEST(MovePath, IsStraightBetweenItsKnots) {
    MovePath path;
    path.up = torch::tensor({{1.0F, 0.0F}, {1.0F, 2.0F}});
    EXPECT_TRUE(path.reaches(0));
    EXPECT_TRUE(path.reaches(0.3));
    EXPECT_FALSE(path.reaches(-0.3));
    EXPECT_TRUE(torch::allclose(path.at(0.5), torch::tensor({0.5F, 0.0F})));
    EXPECT_TRUE(torch::allclose(path.at(1), torch::tensor({1.0F, 0.0F})));
    EXPECT_TRUE(torch::allclose(path.at(1.5), torch::tensor({1.0F, 1.0F})));
    EXPECT_TRUE(torch::allclose(path.at(2), torch::tensor({1.0F, 2.0F})));
}

TEST(MoveBasis, RowsAreAsLongAsFacesSpread) {
    torch::manual_seed(9);
    // Residuals along two axes with standard deviations 3 and 2, and little noise.
    auto residuals = 0.01 * torch::randn({400, 30});
    residuals.select(1, 4) += 3 * torch::randn({400});
    residuals.select(1, 9) += 2 * torch::randn({400});
    const auto covariance = torch::tensor({{1.0F, 0.5F}, {0.5F, 1.0F}});
    const auto coefficients = torch::randn({2, 30});
    const auto basis = moveBasis(covariance, coefficients, residuals, 2);
    ASSERT_EQ(basis.sizes(), (std::vector<std::int64_t>{4, 30}));
    const auto labels = basis.slice(0, 0, 2);
    EXPECT_TRUE(torch::allclose(labels.t().mm(labels), coefficients.t().mm(covariance).mm(coefficients), 1e-3, 1e-3));
    EXPECT_NEAR(basis[2].abs()[4].item<double>(), 3, 0.3);
    EXPECT_NEAR(basis[3].abs()[9].item<double>(), 2, 0.2);
    EXPECT_THROW(moveBasis(covariance, coefficients, residuals.slice(0, 0, 10), 2), std::invalid_argument);
}

TEST(InverseMetrics, LeaveAloneWhatChangesNothingOutside) {
    auto outside = torch::zeros({1, 2, 2});
    outside[0][1][1] = 4;
    const auto inverse = inverseMetrics(outside, /*whole=*/4, /*mu=*/9);
    EXPECT_NEAR(inverse[0][0][0].item<double>(), 1, 1e-6);
    EXPECT_NEAR(inverse[0][1][1].item<double>(), 0.1, 1e-6);
}

TEST(MoveSpaceFile, SurvivesAndIsRefusedForAnotherModelOrShape) {
    const test::TemporaryFolder folder;
    const auto path = folder / "moves.safetensors";
    auto space = spaceOf(5);
    space.attributes[1].masked.without = 0.15;
    space.attributes[1].whole.with = 0.6;
    saveMoveSpace(space, path, false);
    const auto loaded = loadMoveSpace(path, "abc", tiny());
    EXPECT_TRUE(torch::allclose(loaded.basis, space.basis, 1e-2, 1e-2));
    EXPECT_EQ(loaded.attributes[1].name, "green");
    EXPECT_EQ(loaded.attributes[1].with, 2);
    EXPECT_EQ(loaded.attributes[1].masked.without, 0.15);
    EXPECT_EQ(loaded.attributes[1].whole.with, 0.6);
    try {
        loadMoveSpace(path, "other", tiny());
        FAIL() << "a space of another model was taken";
    } catch (const Error& error) {
        EXPECT_NE(std::string(error.what()).find("abc"), std::string::npos);
        EXPECT_NE(std::string(error.what()).find("other"), std::string::npos);
    }
    auto larger = tiny();
    larger.image = 16;
    EXPECT_THROW(loadMoveSpace(path, "abc", larger), Error);
    auto unfit = space;
    unfit.metrics = torch::eye(4).repeat({3, 1, 1});
    saveMoveSpace(unfit, path, true);
    EXPECT_THROW(loadMoveSpace(path, "abc", tiny()), Error);
}

}  // namespace
}  // namespace facet::latent
