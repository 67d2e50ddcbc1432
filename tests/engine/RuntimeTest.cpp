// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/Error.h"
#include "engine/runtime/FlowRuntime.h"

namespace facet::runtime {
namespace {

std::shared_ptr<flow::Glow> stirred(flow::PermutationKind permutation, flow::CouplingKind coupling) {
    flow::Architecture a;
    a.image = 16;
    a.steps = {2, 3};
    a.widths = {8, 12};
    a.permutation = permutation;
    a.coupling = coupling;
    torch::manual_seed(5);
    auto glow = std::make_shared<flow::Glow>(a);
    const torch::NoGradGuard noGrad;
    for (auto& p : glow->parameters()) {
        p.add_(torch::randn_like(p), 0.1);
    }
    glow->eval();
    return glow;
}

TEST(CpuRuntime, ComputesWhatTheModulesCompute) {
    const torch::NoGradGuard noGrad;
    for (const auto permutation :
         {flow::PermutationKind::Shuffle, flow::PermutationKind::Conv1x1, flow::PermutationKind::Conv1x1Lu}) {
        for (const auto coupling : {flow::CouplingKind::Additive, flow::CouplingKind::Affine}) {
            const auto glow = stirred(permutation, coupling);
            const auto runtime = makeFlowRuntime(*glow, "auto", 0);
            const auto x = torch::rand({3, 3, 16, 16}) - 0.5;
            const auto expected = glow->encode(x).eps;
            const auto eps = runtime->encode(x);
            ASSERT_EQ(eps.size(), expected.size());
            for (std::size_t l = 0; l < eps.size(); ++l) {
                EXPECT_TRUE(torch::allclose(eps[l], expected[l], 1e-4, 1e-4));
            }
            EXPECT_LT((runtime->decode(eps) - x).abs().max().item<double>(), 1e-5);
        }
    }
}

TEST(CpuRuntime, OwnsItsWeights) {
    const torch::NoGradGuard noGrad;
    auto glow = stirred(flow::PermutationKind::Conv1x1, flow::CouplingKind::Affine);
    const auto runtime = makeFlowRuntime(*glow, "cpu", 0);
    const auto x = torch::rand({1, 3, 16, 16}) - 0.5;
    const auto before = runtime->encode(x);
    for (auto& p : glow->parameters()) {
        p.zero_();
    }
    EXPECT_TRUE(runtime->encode(x)[0].equal(before[0]));
}

TEST(CpuRuntime, RefusesWhatItDoesNotKnow) {
    const auto glow = stirred(flow::PermutationKind::Conv1x1, flow::CouplingKind::Affine);
    EXPECT_THROW(makeFlowRuntime(*glow, "abacus", 0), Error);
    const auto runtime = makeFlowRuntime(*glow, "cpu", 0);
    EXPECT_THROW(runtime->encode(torch::zeros({1, 3, 8, 8})), std::invalid_argument);
    EXPECT_THROW(runtime->decode({torch::zeros({1, 6, 8, 8})}), std::invalid_argument);
}

}  // namespace
}  // namespace facet::runtime
