// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/Error.h"
#include "engine/runtime/CpuRuntime.h"
#include "engine/runtime/cpu/KernelChoice.h"
#include "tests/engine/StirredFlow.h"

#include <gmock/gmock.h>

namespace facet::runtime {
namespace {

using flow::CouplingKind;
using flow::PermutationKind;
using test::stirred;
using test::worst;

const cpu::Kernels& exactKernels() {
    const auto usable = cpu::usableKernels();
    return **std::find_if(usable.begin(), usable.end(), [](const auto* k) { return !k->bfloat16; });
}

/// Every instruction set that this processor has, as if it had no other.
class KernelsOf : public testing::TestWithParam<const cpu::Kernels*> {
 protected:
    CpuRuntime compile(const flow::Glow& glow, int threads) const {
        return {glow, *GetParam(), GetParam()->bfloat16 ? exactKernels() : *GetParam(), threads, "for a test"};
    }
    bool isExact() const { return !GetParam()->bfloat16; }
};

INSTANTIATE_TEST_SUITE_P(All, KernelsOf, testing::ValuesIn(cpu::usableKernels()), [](const auto& instance) {
    std::string name = instance.param->name;
    std::erase_if(name, [](unsigned char c) { return std::isalnum(c) == 0; });
    return name;
});

TEST_P(KernelsOf, ComputeWhatTheModulesCompute) {
    const torch::NoGradGuard noGrad;
    for (const auto permutation : {PermutationKind::Shuffle, PermutationKind::Checkerboard, PermutationKind::Conv1x1,
                                   PermutationKind::Conv1x1Lu}) {
        for (const auto coupling : {CouplingKind::Additive, CouplingKind::Affine}) {
            const auto glow = stirred(permutation, coupling);
            const auto runtime = compile(*glow, 2);
            const auto x = torch::rand({3, 3, 16, 16}) - 0.5;
            const auto eps = runtime.encode(x);
            EXPECT_LT(worst(eps, glow->encode(x).eps), isExact() ? 1e-4 : 0.2);
            EXPECT_LT((runtime.decode(eps) - x).abs().max().item<double>(), isExact() ? 2e-5 : 0.05);
        }
    }
}

TEST_P(KernelsOf, ComputeThePlanesOfEverySide) {
    const torch::NoGradGuard noGrad;
    for (const std::int64_t image : {4, 8, 32, 40}) {
        const auto glow = stirred(PermutationKind::Conv1x1, CouplingKind::Affine, image, {16, 130});
        const auto x = torch::rand({1, 3, image, image}) - 0.5;
        EXPECT_LT(worst(compile(*glow, 3).encode(x), glow->encode(x).eps), isExact() ? 1e-4 : 0.2) << image;
    }
}

TEST_P(KernelsOf, ComputeTheSameBitsForEveryBatchAndNumberOfThreads) {
    const auto glow = stirred(PermutationKind::Conv1x1, CouplingKind::Affine, 32);
    const auto x = torch::rand({5, 3, 32, 32}) - 0.5;
    const auto alone = compile(*glow, 1);
    const auto eps = alone.encode(x);
    const auto pictures = alone.decode(eps);
    for (const int threads : {2, 3, 7}) {
        const auto team = compile(*glow, threads);
        EXPECT_EQ(worst(team.encode(x), eps), 0) << threads;
        EXPECT_TRUE(team.decode(eps).equal(pictures)) << threads;
        EXPECT_EQ(worst(team.encode(x.slice(0, 0, 1)), {eps[0].slice(0, 0, 1), eps[1].slice(0, 0, 1)}), 0) << threads;
    }
}

TEST(CpuRuntime, OwnsItsWeights) {
    const torch::NoGradGuard noGrad;
    auto glow = stirred(PermutationKind::Conv1x1, CouplingKind::Affine);
    const auto runtime = makeFlowRuntime(*glow, {});
    const auto x = torch::rand({1, 3, 16, 16}) - 0.5;
    const auto before = runtime->encode(x);
    for (auto& p : glow->parameters()) {
        p.zero_();
    }
    EXPECT_TRUE(runtime->encode(x)[0].equal(before[0]));
}

TEST(CpuRuntime, LetsThreadsTakeTurns) {
    const auto glow = stirred(PermutationKind::Conv1x1, CouplingKind::Affine);
    const auto runtime = makeFlowRuntime(*glow, {.threads = 2});
    const auto x = torch::rand({2, 3, 16, 16}) - 0.5;
    const auto expected = runtime->encode(x);
    std::vector<std::jthread> threads;
    std::atomic<int> wrong = 0;
    for (int t = 0; t < 4; ++t) {
        threads.emplace_back([&] {
            for (int i = 0; i < 20; ++i) {
                wrong += worst(runtime->encode(x), expected) != 0;
            }
        });
    }
    threads.clear();
    EXPECT_EQ(wrong, 0);
}

TEST(CpuRuntime, TakesThePrecisionThatIsAskedFor) {
    const auto glow = stirred(PermutationKind::Conv1x1, CouplingKind::Affine);
    const auto runtime = makeFlowRuntime(*glow, {.device = "cpu", .precision = "float32", .threads = 2});
    EXPECT_EQ(runtime->precision(), Precision::Float32);
    EXPECT_THAT(runtime->name(), testing::EndsWith(", 2 threads"));
    EXPECT_THAT(runtime->reason(), testing::HasSubstr("float32"));
    EXPECT_GT(runtime->memory(), glow->parameters()[0].nbytes());
}

TEST(CpuRuntime, RefusesWhatItDoesNotKnow) {
    const auto glow = stirred(PermutationKind::Conv1x1, CouplingKind::Affine);
    EXPECT_THROW(makeFlowRuntime(*glow, {.device = "abacus"}), Error);
    EXPECT_THROW(makeFlowRuntime(*glow, {.precision = "float8"}), Error);
    EXPECT_THROW(makeFlowRuntime(*glow, {.device = "cuda:x"}), Error);
    EXPECT_THROW(makeFlowRuntime(*glow, {.device = "cpu", .precision = "float16"}), Error);
    const auto runtime = makeFlowRuntime(*glow, {.device = "cpu"});
    EXPECT_THROW(runtime->encode(torch::zeros({1, 3, 8, 8})), std::invalid_argument);
    EXPECT_THROW(runtime->decode({torch::zeros({1, 6, 8, 8})}), std::invalid_argument);
    EXPECT_THROW(runtime->decode({torch::zeros({1, 6, 8, 8}), torch::zeros({2, 24, 4, 4})}), std::invalid_argument);
}

}  // namespace
}  // namespace facet::runtime
