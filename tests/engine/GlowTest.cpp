// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/flow/Dequantise.h"
#include "engine/flow/Glow.h"
#include "engine/flow/Haar.h"
#include "tests/engine/Jacobian.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

namespace facet::flow {
namespace {

Architecture small() {
    Architecture a;
    a.image = 8;
    a.channels = 1;
    a.steps = {2, 2};
    a.widths = {6, 8};
    return a;
}

/// A flow in double precision whose every parameter has left its starting value.
std::shared_ptr<Glow> stirred(const Architecture& architecture) {
    torch::manual_seed(7);
    auto glow = std::make_shared<Glow>(architecture);
    const torch::NoGradGuard noGrad;
    for (auto& p : glow->parameters()) {
        p.add_(torch::randn_like(p), 0.1);
    }
    glow->eval();
    glow->to(torch::kFloat64);
    return glow;
}

TEST(Glow, DecodeInvertsEncodeForEveryKindOfStep) {
    const torch::NoGradGuard noGrad;
    for (const auto permutation : {PermutationKind::Reverse, PermutationKind::Shuffle, PermutationKind::Checkerboard,
                                   PermutationKind::Conv1x1, PermutationKind::Conv1x1Lu}) {
        for (const auto coupling : {CouplingKind::Additive, CouplingKind::Affine}) {
            auto architecture = small();
            architecture.channels = 3;
            architecture.permutation = permutation;
            architecture.coupling = coupling;
            auto glow = stirred(architecture);
            const auto x = torch::rand({3, 3, 8, 8}, torch::kFloat64) - 0.5;
            const auto eps = glow->encode(x).eps;
            EXPECT_LT((glow->decode(eps) - x).abs().max().item<double>(), 1e-10);
            EXPECT_EQ(eps[0].sizes(), (std::vector<std::int64_t>{3, 6, 4, 4}));
            EXPECT_EQ(eps[1].sizes(), (std::vector<std::int64_t>{3, 24, 2, 2}));
        }
    }
}

TEST(Glow, LogProbIsTheChangeOfVariables) {
    auto glow = stirred(small());
    const auto x = (torch::rand({1, 1, 8, 8}, torch::kFloat64) - 0.5).set_requires_grad(true);
    const auto encoded = glow->encode(x);
    EXPECT_NEAR(encoded.logProb.item<double>(), test::logProbByJacobian(encoded.eps, x), 1e-7);
}

Architecture conditional() {
    auto a = small();
    a.condition = 1;
    a.channels = 3;
    return a;
}

TEST(Glow, AttendsAtTheSidesThatItIsTold) {
    auto architecture = small();
    architecture.attention = {2};
    auto glow = stirred(architecture);
    EXPECT_FALSE(glow->step(0, 0).coupling->attention);
    EXPECT_TRUE(glow->step(1, 0).coupling->attention);
    const auto x = (torch::rand({1, 1, 8, 8}, torch::kFloat64) - 0.5).set_requires_grad(true);
    const auto encoded = glow->encode(x);
    EXPECT_NEAR(encoded.logProb.item<double>(), test::logProbByJacobian(encoded.eps, x), 1e-7);
    EXPECT_LT((glow->decode(encoded.eps) - x).abs().max().item<double>(), 1e-10);
}

TEST(Architecture, RefusesAttentionThatDoesNotFit) {
    const auto message = [](std::vector<std::int64_t> attention, std::int64_t width = 8) -> std::string {
        auto a = small();
        a.image = 64;
        a.steps = {1, 1, 1, 1};
        a.widths = {6, 6, width, 8};
        a.attention = std::move(attention);
        try {
            a.check();
        } catch (const std::invalid_argument& error) {
            return error.what();
        }
        return "";
    };
    EXPECT_EQ(message({8, 4}), "");
    EXPECT_NE(message({5}).find("side of 5"), std::string::npos);
    EXPECT_NE(message({16}).find("at most 8"), std::string::npos);
    EXPECT_NE(message({8}, 12).find("8 divides, not 12"), std::string::npos);
    EXPECT_EQ(message({4}, 12), "") << "only levels that attend care";
}

TEST(Glow, HandsItsConditionThroughAndListensToIt) {
    const torch::NoGradGuard noGrad;
    for (const auto coupling : {CouplingKind::Additive, CouplingKind::Affine}) {
        auto architecture = conditional();
        architecture.coupling = coupling;
        auto glow = stirred(architecture);
        const auto x = torch::rand({2, 4, 8, 8}, torch::kFloat64) - 0.5;
        auto eps = glow->encode(x).eps;
        ASSERT_EQ(eps.size(), 3U);
        EXPECT_TRUE(eps.back().equal(x.slice(1, 3)));
        EXPECT_LT((glow->decode(eps) - x).abs().max().item<double>(), 1e-10);
        eps.back() = eps.back() + 0.1;
        const auto other = glow->decode(eps);
        for (std::int64_t c = 0; c < 4; ++c) {
            EXPECT_GT((other - x).select(1, c).abs().max().item<double>(), 1e-3) << c;
        }
    }
}

TEST(Glow, LogProbUnderAConditionIsTheChangeOfVariablesOfTheRest) {
    auto glow = stirred(conditional());
    const auto c = torch::rand({1, 1, 8, 8}, torch::kFloat64);
    const auto x = (torch::rand({1, 3, 8, 8}, torch::kFloat64) - 0.5).set_requires_grad(true);
    const auto encoded = glow->encode(torch::cat({x, c}, 1));
    const Eps ofTheRest(encoded.eps.begin(), encoded.eps.end() - 1);
    EXPECT_NEAR(encoded.logProb.item<double>(), test::logProbByJacobian(ofTheRest, x), 1e-7);
}

TEST(Haar, KeepsTheMeanInTheSameUnitsAndTheDetailsOrthonormal) {
    const torch::NoGradGuard noGrad;
    torch::manual_seed(2);
    const auto x = torch::rand({2, 3, 8, 8}, torch::kFloat64);
    const auto y = Haar().forward(x).value;
    const auto mean = y.slice(1, 9);
    EXPECT_LT((mean - torch::avg_pool2d(x, 2)).abs().max().item<double>(), 1e-12);
    const double energy = (y.slice(1, 0, 9).square().sum() + 4 * mean.square().sum()).item<double>();
    EXPECT_NEAR(energy, x.square().sum().item<double>(), 1e-10);
}

TEST(Glow, DensityOfATinyFlowIntegratesToOne) {
    // Two dimensions (1 channel would not split), summed over a grid: a check that does not use log-determinants.
    Architecture a;
    a.image = 2;
    a.channels = 1;
    a.steps = {1};
    a.widths = {4};
    const torch::NoGradGuard noGrad;
    auto glow = stirred(a);
    // Four values; importance sampling with a wide Gaussian instead of a grid of 4 dimensions.
    auto generator = at::detail::createCPUGenerator(1);
    const std::int64_t n = 200000;
    const double sd = 1.6;
    const auto x = torch::randn({n, 1, 2, 2}, generator, torch::kFloat64) * sd;
    const auto proposal =
        (-0.5 * (x / sd).square() - std::log(sd) - 0.5 * std::log(2 * std::numbers::pi)).sum({1, 2, 3});
    const auto mass = (glow->logProb(x) - proposal).exp().mean().item<double>();
    EXPECT_NEAR(mass, 1.0, 0.02);
}

TEST(Glow, SamplesRepeatWithTheSeedAndShrinkWithTheTemperature) {
    const torch::NoGradGuard noGrad;
    auto glow = stirred(small());
    const auto a = glow->sampleEps(2, 0.7, 5);
    EXPECT_TRUE(a[0].equal(glow->sampleEps(2, 0.7, 5)[0]));
    EXPECT_FALSE(a[0].equal(glow->sampleEps(2, 0.7, 6)[0]));
    EXPECT_EQ(glow->sampleEps(2, 0.0, 5)[1].abs().max().item<double>(), 0);
    EXPECT_TRUE(torch::isfinite(glow->decode(a)).all().item<bool>());
}

TEST(Glow, BitsPerDimOfAUniformDensityIsTheDepth) {
    auto glow = stirred(small());
    // A uniform density on the unit cube has log p = 0, so n bits cost n bits.
    EXPECT_NEAR(glow->bitsPerDim(torch::zeros({1}, torch::kFloat64), 5).item<double>(), 5.0, 1e-12);
}

TEST(Glow, RefusesLatentsThatDoNotFit) {
    auto glow = stirred(small());
    auto eps = glow->sampleEps(1, 1, 1);
    eps.pop_back();
    EXPECT_THROW(glow->decode(eps), std::invalid_argument);
    eps = glow->sampleEps(1, 1, 1);
    eps[1] = eps[1].repeat({2, 1, 1, 1});
    EXPECT_THROW(glow->decode(eps), std::invalid_argument);
    EXPECT_THROW(glow->encode(torch::zeros({1, 3, 8, 8})), std::invalid_argument);
}

TEST(Architecture, RefusesWhatCannotBeBuilt) {
    auto a = small();
    a.image = 10;
    EXPECT_THROW(Glow{a}, std::invalid_argument);
    a = small();
    a.widths = {4};
    EXPECT_THROW(Glow{a}, std::invalid_argument);
    a = small();
    a.steps = {0, 1};
    EXPECT_THROW(Glow{a}, std::invalid_argument);
}

TEST(Dequantise, EditingKeepsAllEightBits) {
    const auto u8 = torch::arange(256).to(torch::kUInt8);
    EXPECT_TRUE(toLevels(fromLevels(u8)).round().to(torch::kUInt8).equal(u8));
    EXPECT_LT(fromLevels(u8).abs().max().item<double>(), 0.5);
}

TEST(Dequantise, NoiseStaysInsideItsBin) {
    const auto u8 = torch::arange(256).to(torch::kUInt8).repeat({50});
    const auto x = dequantise(u8, 5, torch::rand(u8.sizes(), at::detail::createCPUGenerator(2)));
    EXPECT_TRUE(((x + 0.5) * 32).floor().equal(torch::floor(u8.to(torch::kFloat32) / 8)));
}

}  // namespace
}  // namespace facet::flow
