// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/flow/Pyramid.h"
#include "engine/runtime/DetailPyramid.h"
#include "tests/engine/Jacobian.h"
#include "tests/engine/StirredFlow.h"

#include <gtest/gtest.h>

namespace facet::flow {
namespace {

/// A flow in double precision away from where training starts; a side of 4 is the base, larger ones are details.
std::shared_ptr<Glow> level(std::int64_t pictureSide, std::int64_t channels) {
    Architecture a;
    const bool isBase = pictureSide == 4;
    a.image = isBase ? 4 : pictureSide / 2;
    a.channels = isBase ? channels : 3 * channels;
    a.condition = isBase ? 0 : channels;
    a.steps = {2};
    a.widths = {6};
    auto glow = test::stirred(a);
    glow->to(torch::kFloat64);
    return glow;
}

TEST(Pyramid, DecodeInvertsEncode) {
    const torch::NoGradGuard noGrad;
    Pyramid pyramid({level(16, 3), level(8, 3), level(4, 3)});
    EXPECT_EQ(pyramid.side(), 16);
    const auto x = torch::rand({2, 3, 16, 16}, torch::kFloat64) - 0.5;
    const auto eps = pyramid.encode(x).eps;
    ASSERT_EQ(eps.size(), 3U);
    std::int64_t values = 0;
    for (const auto& e : eps) {
        values += e.numel();
    }
    EXPECT_EQ(values, x.numel()) << "as many latents as pixels";
    EXPECT_LT((pyramid.decode(eps) - x).abs().max().item<double>(), 1e-10);
}

TEST(Pyramid, LogProbIsTheChangeOfVariables) {
    Pyramid pyramid({level(8, 1), level(4, 1)});
    const auto x = (torch::rand({1, 1, 8, 8}, torch::kFloat64) - 0.5).set_requires_grad(true);
    const auto encoded = pyramid.encode(x);
    EXPECT_NEAR(encoded.logProb.item<double>(), test::logProbByJacobian(encoded.eps, x), 1e-7);
}

TEST(Pyramid, ACoarserChangeReachesTheDetails) {
    const torch::NoGradGuard noGrad;
    Pyramid pyramid({level(8, 3), level(4, 3)});
    const auto x = torch::rand({1, 3, 8, 8}, torch::kFloat64) - 0.5;
    auto eps = pyramid.encode(x).eps;
    eps.back() = eps.back() + 0.3;
    const auto moved = pyramid.decode(eps) - x;
    const auto mean = torch::avg_pool2d(moved, 2);
    EXPECT_GT(mean.abs().max().item<double>(), 1e-3);
    EXPECT_GT((moved - torch::upsample_nearest2d(mean, {8, 8})).abs().max().item<double>(), 1e-3);
}

TEST(DetailPyramid, ComputesWhatTheModulesCompute) {
    const torch::NoGradGuard noGrad;
    const auto fine = level(16, 3);
    const auto coarse = level(8, 3);
    const auto base = level(4, 3);
    Pyramid modules({fine, coarse, base});
    const auto x = torch::rand({2, 3, 16, 16}, torch::kFloat64) - 0.5;
    const auto expected = modules.encode(x).eps;
    const runtime::RuntimeOptions options = {.device = "cpu", .precision = "float32", .threads = 2};
    std::vector<std::shared_ptr<const runtime::FlowRuntime>> levels;
    for (const auto& flow : {coarse, fine}) {
        flow->to(torch::kFloat32);
        levels.push_back(runtime::makeFlowRuntime(*flow, options));
    }
    const runtime::DetailPyramid details(4, std::move(levels));
    EXPECT_EQ(details.side(), 16);
    const auto parts = details.encode(x.to(torch::kFloat32));
    EXPECT_LT((parts.base - torch::avg_pool2d(x, 4)).abs().max().item<double>(), 1e-6);
    EXPECT_LT((parts.details[0][0] - expected[1]).abs().max().item<double>(), 1e-4);
    EXPECT_LT((parts.details[1][0] - expected[0]).abs().max().item<double>(), 1e-4);
    EXPECT_LT((details.decode(parts.base, parts.details) - x).abs().max().item<double>(), 1e-5);
    const auto coarser = details.coarsest(1);
    EXPECT_EQ(coarser.side(), 8);
    const auto half = coarser.encode(torch::avg_pool2d(x, 2).to(torch::kFloat32));
    EXPECT_LT((half.base - parts.base).abs().max().item<double>(), 1e-6);
    EXPECT_LT((half.details[0][0] - expected[1]).abs().max().item<double>(), 1e-4);
    // Another base comes out as the picture's means, whatever the details are.
    const auto moved = details.decode(parts.base + 0.1, parts.details);
    EXPECT_LT((torch::avg_pool2d(moved, 4) - parts.base - 0.1).abs().max().item<double>(), 1e-5);
    EXPECT_THROW(details.decode(parts.base, {}), std::invalid_argument);
}

TEST(Pyramid, RefusesLevelsThatDoNotStandOnOneAnother) {
    EXPECT_THROW(Pyramid({level(16, 3), level(4, 3)}), std::invalid_argument);
    EXPECT_THROW(Pyramid({level(8, 3)}), std::invalid_argument);
    EXPECT_THROW(Pyramid({level(4, 3), level(8, 3)}), std::invalid_argument);
    EXPECT_THROW(Pyramid({level(4, 3)}).decode({}), std::invalid_argument);
}

}  // namespace
}  // namespace facet::flow
