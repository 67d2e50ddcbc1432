// SPDX-License-Identifier: GPL-3.0-or-later
// The trainer's written-out pass beside LibTorch's autograd on the plain modules.
#include "engine/Error.h"
#include "engine/train/BitsPerDim.h"
#include "engine/train/pass/FlowPass.h"

#include <gtest/gtest.h>
#include <torch/torch.h>

namespace facet::train {

namespace {

using flow::Architecture;
using flow::CouplingKind;
using flow::PermutationKind;
using torch::Tensor;

Architecture smallFlow(PermutationKind permutation, CouplingKind coupling) {
    Architecture a;
    a.image = 16;
    a.steps = {2, 3, 2};
    a.widths = {24, 24, 33};
    a.permutation = permutation;
    a.coupling = coupling;
    return a;
}

/// A flow in which no part is at the value it starts from.
std::shared_ptr<flow::Glow> stirredFlow(const Architecture& architecture) {
    torch::manual_seed(3);
    auto glow = std::make_shared<flow::Glow>(architecture);
    glow->markInitialised();
    const torch::NoGradGuard noGrad;
    for (auto& p : glow->named_parameters()) {
        if (p.key().find("permutation") == std::string::npos) {
            p.value().add_(torch::randn_like(p.value()), 0.05);
        }
    }
    return glow;
}

double relativeError(const Tensor& value, const Tensor& expected) {
    return ((value - expected).norm() / expected.norm().clamp_min(1e-6)).item<double>();
}

struct Case {
    PermutationKind permutation;
    CouplingKind coupling;
    PassOptions options;
    std::int64_t condition = 0;
    std::vector<std::int64_t> attention = {};
};

/// The worst relative error of a parameter's gradient.
double worstSlope(const Case& c, std::int64_t images) {
    auto architecture = smallFlow(c.permutation, c.coupling);
    architecture.condition = c.condition;
    architecture.channels = c.condition > 0 ? 3 * c.condition : 3;
    architecture.attention = c.attention;
    const auto glow = stirredFlow(architecture);
    const auto x = torch::rand({images, architecture.inputChannels(), 16, 16}) - 0.5;
    const auto expected = glow->logProb(x).sum();
    (-expected).backward();
    std::map<std::string, Tensor> gradients;
    for (const auto& p : glow->named_parameters()) {
        gradients[p.key()] = p.value().grad().clone();
    }
    FlatParameters flat(*glow);
    FlowPass pass(*glow, flat, c.options);
    EXPECT_NEAR(pass.logProb(x) / expected.item<double>(), 1, c.options.bfloat16 ? 1e-2 : 1e-5);
    EXPECT_NEAR(pass.logProbAndSlopes(x).item<double>() / expected.item<double>(), 1, c.options.bfloat16 ? 1e-2 : 1e-5);
    double worst = 0;
    for (const auto& [name, gradient] : gradients) {
        const double error = relativeError(flat.shaped(pass.slopes(), name), gradient);
        EXPECT_LT(error, c.options.bfloat16 ? 0.1 : 1e-3) << name;
        worst = std::max(worst, error);
    }
    return worst;
}

constexpr PassOptions Keeping = {.bfloat16 = false, .rebuild = false, .threads = 2};
constexpr PassOptions Rebuilding = {.bfloat16 = false, .rebuild = true, .threads = 2};

}  // namespace

TEST(FlowPass, givesTheGradientsOfAutograd) {
    for (const auto& options : {Keeping, Rebuilding}) {
        for (const auto coupling : {CouplingKind::Affine, CouplingKind::Additive}) {
            for (const auto permutation :
                 {PermutationKind::Conv1x1, PermutationKind::Conv1x1Lu, PermutationKind::Reverse,
                  PermutationKind::Shuffle, PermutationKind::Checkerboard}) {
                EXPECT_LT(worstSlope({permutation, coupling, options}, 5), 1e-3);
            }
        }
    }
}

TEST(FlowPass, givesThemUnderACondition) {
    for (const auto& options : {Keeping, Rebuilding}) {
        for (const auto coupling : {CouplingKind::Affine, CouplingKind::Additive}) {
            EXPECT_LT(worstSlope({PermutationKind::Conv1x1, coupling, options, 2}, 5), 1e-3);
        }
    }
}

TEST(FlowPass, givesThemThroughAttention) {
    for (const auto& options : {Keeping, Rebuilding}) {
        for (const auto coupling : {CouplingKind::Affine, CouplingKind::Additive}) {
            EXPECT_LT(worstSlope({PermutationKind::Conv1x1, coupling, options, 0, {4}}, 5), 1e-3);
        }
    }
    const PassOptions half = {.bfloat16 = true, .rebuild = false, .threads = 2};
    EXPECT_LT(worstSlope({PermutationKind::Conv1x1, CouplingKind::Affine, half, 0, {8, 4}}, 40), 0.1);
}

TEST(FlowPass, giveThemWhateverTheThreadsAre) {
    for (const int threads : {1, 3, 4}) {
        auto options = Keeping;
        options.threads = threads;
        EXPECT_LT(worstSlope({PermutationKind::Conv1x1, CouplingKind::Affine, options}, 3), 1e-3);
    }
}

TEST(FlowPass, isCloseInBfloat16) {
    for (const bool rebuild : {false, true}) {
        const PassOptions options = {.bfloat16 = true, .rebuild = rebuild, .threads = 2};
        EXPECT_LT(worstSlope({PermutationKind::Conv1x1, CouplingKind::Affine, options}, 8), 0.1);
    }
}

/// Of the form that imported models have.
Architecture foreignForm() {
    auto a = smallFlow(PermutationKind::Conv1x1, CouplingKind::Affine);
    a.padding = flow::Padding::EdgeBias;
    a.leastScale = 0;
    return a;
}

TEST(FlowPass, refusesTheFormsOfOtherPeoplesModels) {
    const auto glow = stirredFlow(foreignForm());
    FlatParameters flat(*glow);
    EXPECT_THROW(FlowPass(*glow, flat, {}), Error);
}

TEST(FlowPass, isNotNeededForTheirDensity) {
    const auto pictures = torch::randint(0, 256, {3, 3, 16, 16}, torch::kUInt8);
    const auto bits = [&](const Architecture& a) {
        const auto glow = stirredFlow(a);
        FlatParameters flat(*glow);
        return meanBitsPerDim(*glow, flat, pictures, 5, 2, [](double) {});
    };
    auto a = foreignForm();
    a.padding = flow::Padding::Zeros;
    const double theirs = bits(a);
    a.leastScale = 0.4999999;  // what the pass does not know, next to what it does
    const double next = bits(a);
    a.leastScale = 0.5;
    EXPECT_NEAR(next, bits(a), 1e-4);
    EXPECT_GT(std::abs(next - theirs), 1e-2);
}

TEST(FlowPass, givesTheGradientOfTheImagesFrozenOrNot) {
    for (auto options : {Keeping, Rebuilding}) {
        for (const bool frozen : {false, true}) {
            auto architecture = smallFlow(PermutationKind::Conv1x1, CouplingKind::Affine);
            architecture.attention = {4};
            const auto glow = stirredFlow(architecture);
            const auto x = (torch::rand({5, 3, 16, 16}) - 0.5).requires_grad_();
            (-glow->logProb(x).sum()).backward();
            FlatParameters flat(*glow);
            options.frozen = frozen;
            FlowPass pass(*glow, flat, options);
            for (int time = 0; time < 2; ++time) {
                pass.logProbAndSlopes(x.detach());
                EXPECT_LT(relativeError(pass.imageSlopes(), x.grad()), 1e-4);
            }
            EXPECT_EQ(pass.slopes().abs().max().item<float>() == 0, frozen);
        }
    }
}

TEST(FlowPass, repeatsItselfBitForBit) {
    const auto glow = stirredFlow(smallFlow(PermutationKind::Conv1x1, CouplingKind::Affine));
    FlatParameters flat(*glow);
    FlowPass pass(*glow, flat, {});
    const auto x = torch::rand({6, 3, 16, 16}) - 0.5;
    const double first = pass.logProbAndSlopes(x).item<double>();
    const auto slopes = pass.slopes().clone();
    pass.logProbAndSlopes(torch::rand({4, 3, 16, 16}) - 0.5);
    EXPECT_EQ(pass.logProbAndSlopes(x).item<double>(), first);
    EXPECT_TRUE(pass.slopes().equal(slopes));
}

TEST(FlowPass, seesNewValuesOfTheParameters) {
    const auto glow = stirredFlow(smallFlow(PermutationKind::Conv1x1, CouplingKind::Affine));
    FlatParameters flat(*glow);
    FlowPass pass(*glow, flat, Keeping);
    const auto x = torch::rand({2, 3, 16, 16}) - 0.5;
    pass.logProb(x);
    const torch::NoGradGuard noGrad;
    flat.values().mul_(1.01);
    const double expected = glow->logProb(x).sum().item<double>();
    EXPECT_NEAR(pass.logProb(x) / expected, 1, 1e-5);
}

TEST(FlowPass, memoryDoesNotGrowWithDepthWhenActivationsAreRebuilt) {
    const auto bytesAt = [](std::int64_t depth, bool rebuild) {
        auto a = smallFlow(PermutationKind::Conv1x1, CouplingKind::Affine);
        a.steps = {depth, depth, depth};
        const auto glow = stirredFlow(a);
        FlatParameters flat(*glow);
        FlowPass pass(*glow, flat, {.bfloat16 = true, .rebuild = rebuild, .threads = 2});
        pass.logProbAndSlopes(torch::rand({4, 3, 16, 16}) - 0.5);
        return pass.bytes();
    };
    EXPECT_EQ(bytesAt(2, true), bytesAt(8, true));
    EXPECT_GT(bytesAt(8, false), 3 * bytesAt(2, false) / 2);
    EXPECT_LT(bytesAt(2, true), bytesAt(2, false));
}

}  // namespace facet::train
