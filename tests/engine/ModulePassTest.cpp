// SPDX-License-Identifier: GPL-3.0-or-later
// What trains on a GPU: the modules' pass and the device's Adam, beside the processor's own.
#include "engine/Error.h"
#include "engine/train/Adam.h"
#include "engine/train/FlowTrainer.h"
#include "engine/train/ModulePass.h"
#include "engine/train/pass/FlowPass.h"
#include "tests/engine/Hardwares.h"
#include "tests/engine/StirredFlow.h"

#include <gmock/gmock.h>

#include <atomic>
#include <set>

namespace facet::train {
namespace {

using flow::Architecture;
using flow::CouplingKind;
using flow::PermutationKind;
using torch::Tensor;

struct Found {
    double logProb = 0;
    Tensor slopes;
    Tensor imageSlopes;  // of a frozen flow
};

Found foundBy(const Hardware& hardware, const Architecture& architecture, const Tensor& x, const TrainConfig& config,
              bool frozen) {
    const auto glow = movedTo(hardware, test::stirred(architecture, 0.05));
    glow->markInitialised();
    FlatParameters flat(*glow);
    const auto pass = densityPass(*glow, flat, config, hardware, frozen);
    pass->logProbAndSlopes(sentTo(hardware, x + 0.1));  // which must leave nothing behind
    const double logProb = pass->logProbAndSlopes(sentTo(hardware, x)).item<double>();
    return {logProb, pass->slopes().cpu(), frozen ? pass->imageSlopes().cpu() : Tensor()};
}

double relative(const Tensor& value, const Tensor& expected) {
    return ((value - expected).norm() / expected.norm()).item<double>();
}

/// Beside the processor's own pass in float32.
void expectThePass(const Hardware& hardware, const Architecture& architecture, const std::string& precision,
                   bool rebuild, bool frozen) {
    TrainConfig config;
    config.precision = "float32";
    torch::manual_seed(7);
    const auto x = torch::rand({4, architecture.inputChannels(), architecture.image, architecture.image}) - 0.5;
    const auto expected = foundBy({2, {}}, architecture, x, config, frozen);
    config.precision = precision;
    config.rebuild = rebuild;
    const auto found = foundBy(hardware, architecture, x, config, frozen);
    const bool half = precision == "bfloat16";
    EXPECT_NEAR(found.logProb / expected.logProb, 1, half ? 1e-2 : 1e-5);
    if (frozen) {
        EXPECT_LT(relative(found.imageSlopes, expected.imageSlopes), half ? 0.1 : 1e-3);
        EXPECT_EQ(found.slopes.abs().sum().item<double>(), 0);
    } else {
        EXPECT_LT(relative(found.slopes, expected.slopes), half ? 0.1 : 1e-3);
    }
    if (half) {  // or nothing was computed in it
        EXPECT_GT(std::abs(found.logProb / expected.logProb - 1), 1e-7);
    }
}

Architecture attending() {
    auto a = test::smallForm(PermutationKind::Conv1x1, CouplingKind::Affine, 16, {16, 24});
    a.attention = {4};
    return a;
}

class ModulePassOn : public test::OnHardware {};
INSTANTIATE_TEST_SUITE_P(All, ModulePassOn, testing::Values("modules", "gpu_modules"), test::nameOfHardware);

TEST_P(ModulePassOn, FindsWhatTheWrittenOutPassFinds) {
    for (const std::string precision : {"float32", "bfloat16"}) {
        for (const bool rebuild : {false, true}) {
            for (const bool frozen : {false, true}) {
                SCOPED_TRACE(precision + (rebuild ? ", rebuilt" : "") + (frozen ? ", frozen" : ""));
                expectThePass(hardware(), attending(), precision, rebuild, frozen);
            }
        }
    }
}

TEST_P(ModulePassOn, FindsItForEveryForm) {
    for (const auto coupling : {CouplingKind::Affine, CouplingKind::Additive}) {
        for (const auto permutation : {PermutationKind::Conv1x1Lu, PermutationKind::Reverse, PermutationKind::Shuffle,
                                       PermutationKind::Checkerboard}) {
            expectThePass(hardware(), test::smallForm(permutation, coupling), "float32", true, false);
        }
    }
    auto conditional = attending();
    conditional.condition = 2;
    conditional.channels = 6;
    expectThePass(hardware(), conditional, "float32", true, false);
}

TEST_P(ModulePassOn, SeesTheWeightsThatItIsGivenNow) {
    TrainConfig config;
    config.precision = "float32";
    config.rebuild = true;  // matrices are inverted, which is what could be remembered for too long
    const auto a = test::smallForm(PermutationKind::Conv1x1, CouplingKind::Affine);
    const auto glow = movedTo(hardware(), test::stirred(a, 0.05));
    FlatParameters flat(*glow);
    const auto pass = densityPass(*glow, flat, config, hardware(), false);
    const auto x = sentTo(hardware(), torch::rand({2, 3, 16, 16}) - 0.5);
    pass->logProbAndSlopes(x);
    {
        const torch::NoGradGuard noGrad;
        flat.values().mul_(1.1);
    }
    pass->logProbAndSlopes(x);
    const auto rebuilt = pass->slopes().clone();
    glow->rebuildActivations(false);
    pass->logProbAndSlopes(x);
    EXPECT_LT(relative(rebuilt, pass->slopes()), 1e-3);
}

TEST_P(ModulePassOn, RefusesWhatCannotBeTrained) {
    const auto glow = movedTo(hardware(), test::stirredWithEdges(CouplingKind::Affine));
    FlatParameters flat(*glow);
    EXPECT_THROW(densityPass(*glow, flat, TrainConfig(), hardware(), false), Error);
}

std::atomic<int> asked = 0;
std::string lastAsked;

/// Counts what needs a tensor's value on the processor, for which a GPU would have to be waited for.
std::unique_ptr<at::ObserverContext> countQuestions(const at::RecordFunction& operation) {
    static const std::set<std::string> Questions = {"aten::_local_scalar_dense", "aten::equal", "aten::nonzero",
                                                    "aten::masked_select", "aten::_linalg_check_errors"};
    if (Questions.contains(operation.name())) {
        ++asked;
        lastAsked = operation.name();
    }
    return nullptr;
}

TEST_P(ModulePassOn, TakesAStepWithoutAQuestionToTheDevice) {
    for (const bool rebuild : {false, true}) {
        TrainConfig config;
        config.architecture = attending();
        if (!isGpu()) {  // LibTorch's solver looks at its own pivots on the processor
            config.architecture.permutation = PermutationKind::Conv1x1Lu;
        }
        config.batch = 2;
        config.rebuild = rebuild;
        const auto glow = test::stirred(config.architecture, 0.05);
        glow->markInitialised();
        SoleProcess team;
        FlowTrainer trainer(glow, config, hardware(), team);
        const auto x = torch::rand({2, 3, 16, 16}) - 0.5;
        const auto counting = at::addGlobalCallback(at::RecordFunctionCallback(countQuestions));
        asked = 0;
        trainer.step(x, 1e-3);
        EXPECT_EQ(asked, 0) << lastAsked;
        trainer.report();
        EXPECT_EQ(trainer.save().tensors.at("weights").isfinite().all().item<bool>(), true);
        EXPECT_GT(asked, 0);  // or nothing is counted
        at::removeCallback(counting);
    }
}

AdamState stateOn(const torch::Device& device) {
    torch::manual_seed(2);
    const auto weights = torch::randn({96}).to(device);
    return {weights, weights.clone(), torch::zeros_like(weights), torch::zeros_like(weights)};
}

TEST_P(ModulePassOn, StepsAsTheProcessorDoes) {
    TrainConfig config;
    config.weightDecay = 0.01;
    config.batch = 2;
    const auto device = *hardware().device;
    const auto expected = stateOn(torch::kCPU), found = stateOn(device);
    const auto host = hostAdam(expected, config, 3, 2), other = deviceAdam(found, config, 3);
    for (int i = 0; i < 12; ++i) {
        // Long enough to be clipped, at times; once with a loss and once with a slope that is not finite.
        const auto slopes = torch::randn({96}) * (i % 3 == 0 ? 100 : 0.1);
        if (i == 7) {
            slopes[3] = INFINITY;
        }
        const auto objective = torch::scalar_tensor(i == 4 ? NAN : -20.0 - i, torch::kFloat64);
        host->step(objective, slopes, 0.01);
        other->step(objective.to(device), slopes.to(device), 0.01);
    }
    const auto close = [](const Tensor& a, const Tensor& b) { return torch::allclose(a.cpu(), b, 1e-5, 1e-6); };
    EXPECT_TRUE(close(found.weights, expected.weights));
    EXPECT_TRUE(close(found.average, expected.average));
    EXPECT_TRUE(close(found.first, expected.first));
    EXPECT_TRUE(close(found.second, expected.second));
    EXPECT_EQ(other->counts().updates, host->counts().updates);
    EXPECT_EQ(other->counts().skipped, 2);
    EXPECT_EQ(other->counts().skippedInARow, 0);
    const auto means = other->report(), wanted = host->report();
    EXPECT_EQ(means.steps, 10);
    EXPECT_NEAR(means.bitsPerDim, wanted.bitsPerDim, 1e-9);
    EXPECT_NEAR(means.gradientNorm, wanted.gradientNorm, 1e-5 * wanted.gradientNorm);
    EXPECT_EQ(other->report().steps, 0);
}

}  // namespace
}  // namespace facet::train
