// SPDX-License-Identifier: GPL-3.0-or-later
// Activations that are computed again, beside those that autograd keeps.
#include "engine/flow/Glow.h"
#include "tests/engine/StirredFlow.h"

#include <gtest/gtest.h>

#include <set>

namespace facet::flow {
namespace {

Architecture form(PermutationKind permutation, CouplingKind coupling) {
    auto a = test::smallForm(permutation, coupling);
    a.attention = {4};
    a.widths = {8, 16};
    return a;
}

struct Found {
    Tensor logProb;  // [B]
    Tensor x;        // gradients, as of the parameters
    std::vector<Tensor> parameters;
};

/// By weights that differ from image to image, so that no slope is the others'.
Found gradientsOf(Glow& glow, const Tensor& pictures, bool rebuild) {
    glow.rebuildActivations(rebuild);
    glow.zero_grad();
    const auto x = pictures.detach().requires_grad_();
    const auto logProb = glow.logProb(x);
    (logProb * torch::arange(1, x.size(0) + 1)).sum().backward();
    Found found = {logProb.detach(), x.grad(), {}};
    for (const auto& p : glow.parameters()) {
        found.parameters.push_back(p.grad().clone());
    }
    return found;
}

void expectTheSame(const std::shared_ptr<Glow>& glow) {
    glow->to(torch::kFloat64);
    const auto& a = glow->architecture();
    const auto x = torch::rand({3, a.inputChannels(), a.image, a.image}, torch::kFloat64) - 0.5;
    const auto expected = gradientsOf(*glow, x, false);
    const auto found = gradientsOf(*glow, x, true);
    EXPECT_TRUE(found.logProb.equal(expected.logProb));
    EXPECT_LT(((found.x - expected.x).norm() / expected.x.norm()).item<double>(), 1e-9);
    const auto names = glow->named_parameters();
    for (std::size_t i = 0; i < expected.parameters.size(); ++i) {
        const auto& wanted = expected.parameters[i];
        EXPECT_LT((found.parameters[i] - wanted).norm().item<double>(), 1e-9 * (1 + wanted.norm().item<double>()))
            << names[i].key();
    }
}

/// What autograd has noted down for the way back, parameters aside.
std::size_t notedFor(const Tensor& outcome) {
    std::set<torch::autograd::Node*> seen;
    std::vector<torch::autograd::Node*> open = {outcome.grad_fn().get()};
    while (!open.empty()) {
        auto* node = open.back();
        open.pop_back();
        if (node != nullptr && node->name().find("AccumulateGrad") == std::string::npos && seen.insert(node).second) {
            for (const auto& edge : node->next_edges()) {
                open.push_back(edge.function.get());
            }
        }
    }
    return seen.size();
}

std::size_t notedWith(std::int64_t steps, bool rebuild) {
    auto a = test::smallForm(PermutationKind::Conv1x1, CouplingKind::Affine);
    a.steps = {steps, steps};
    Glow glow(a);
    glow.markInitialised();
    glow.rebuildActivations(rebuild);
    return notedFor(glow.logProb(torch::rand({2, 3, a.image, a.image})));
}

TEST(RebuiltSteps, GiveTheGradientsOfThoseThatAreKept) {
    for (const auto coupling : {CouplingKind::Affine, CouplingKind::Additive}) {
        for (const auto permutation : {PermutationKind::Conv1x1, PermutationKind::Conv1x1Lu, PermutationKind::Reverse,
                                       PermutationKind::Shuffle, PermutationKind::Checkerboard}) {
            expectTheSame(test::stirred(form(permutation, coupling), 0.05));
        }
    }
}

TEST(RebuiltSteps, GiveThemUnderACondition) {
    auto a = form(PermutationKind::Conv1x1, CouplingKind::Affine);
    a.condition = 2;
    a.channels = 6;
    expectTheSame(test::stirred(a, 0.05));
}

TEST(RebuiltSteps, LeaveAloneWhatIsFrozen) {
    const auto glow = test::stirred(form(PermutationKind::Reverse, CouplingKind::Additive), 0.05);
    for (auto& p : glow->parameters()) {
        p.requires_grad_(false);
    }
    const auto pictures = torch::rand({2, 3, 16, 16}) - 0.5;
    Tensor slopes[2];
    for (const bool rebuild : {false, true}) {
        glow->rebuildActivations(rebuild);
        const auto x = pictures.clone().requires_grad_();
        glow->logProb(x).sum().backward();
        slopes[rebuild ? 1 : 0] = x.grad();
    }
    EXPECT_LT(((slopes[1] - slopes[0]).norm() / slopes[0].norm()).item<double>(), 1e-4);
    for (const auto& p : glow->parameters()) {
        EXPECT_FALSE(p.grad().defined());
    }
}

TEST(RebuiltSteps, KeepNothingMoreOfADeeperFlow) {
    EXPECT_GT(notedWith(6, false), notedWith(2, false) + 100);
    EXPECT_EQ(notedWith(6, true), notedWith(2, true));
}

}  // namespace
}  // namespace facet::flow
