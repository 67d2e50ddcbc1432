// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/Error.h"
#include "engine/runtime/CpuRuntime.h"
#include "engine/runtime/DecodeSlopes.h"
#include "engine/runtime/cpu/KernelChoice.h"
#include "tests/engine/PlayedAmxKernels.h"
#include "tests/engine/StirredFlow.h"

#include <gmock/gmock.h>

namespace facet::runtime {
namespace {

using flow::CouplingKind;
using flow::PermutationKind;
using test::stirred;
using test::stirredWithEdges;
using test::worst;

const cpu::Kernels& exactKernels() {
    const auto usable = cpu::usableKernels();
    return **std::find_if(usable.begin(), usable.end(), [](const auto* k) { return !k->bfloat16; });
}

/// Every instruction set that this processor has, and AMX on played tiles where it has all else that AMX needs.
std::vector<const cpu::Kernels*> testedKernels() {
    auto kernels = cpu::usableKernels();
#ifdef __x86_64__
    if (test::playedAmxKernels().available()) {
        kernels.push_back(&test::playedAmxKernels());
    }
#endif
    return kernels;
}

/// Each of them, as if the processor had no other.
class KernelsOf : public testing::TestWithParam<const cpu::Kernels*> {
 protected:
    CpuRuntime compile(const flow::Glow& glow, int threads) const {
        return {glow, *GetParam(), GetParam()->bfloat16 ? exactKernels() : *GetParam(), threads, "for a test"};
    }
    bool isExact() const { return !GetParam()->bfloat16; }
};

INSTANTIATE_TEST_SUITE_P(All, KernelsOf, testing::ValuesIn(testedKernels()), [](const auto& instance) {
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

TEST_P(KernelsOf, ComputeWhatTheEdgesAdd) {
    const torch::NoGradGuard noGrad;
    for (const auto coupling : {CouplingKind::Additive, CouplingKind::Affine}) {
        for (const std::int64_t image : {4, 8, 32, 40}) {
            const auto glow = stirredWithEdges(coupling, image, {16, 130});
            const auto x = torch::rand({3, 3, image, image}) - 0.5;
            const auto runtime = compile(*glow, 2);
            const auto eps = runtime.encode(x);
            EXPECT_LT(worst(eps, glow->encode(x).eps), isExact() ? 1e-4 : 0.03) << image;
            EXPECT_LT((runtime.decode(eps) - x).abs().max().item<double>(), isExact() ? 3e-5 : 0.01) << image;
        }
    }
}

TEST_P(KernelsOf, ComputeWhatAConditionTells) {
    const torch::NoGradGuard noGrad;
    for (const auto coupling : {CouplingKind::Additive, CouplingKind::Affine}) {
        for (const int threads : {1, 3}) {
            auto form = test::smallForm(PermutationKind::Conv1x1, coupling);
            form.condition = 2;
            form.channels = 6;
            const auto glow = stirred(form);
            const auto x = torch::rand({3, 8, 16, 16}) - 0.5;
            const auto runtime = compile(*glow, threads);
            const auto eps = runtime.encode(x);
            EXPECT_LT(worst(eps, glow->encode(x).eps), isExact() ? 1e-4 : 0.2);
            EXPECT_TRUE(eps.back().equal(x.slice(1, 6)));
            EXPECT_LT((runtime.decode(eps) - x).abs().max().item<double>(), isExact() ? 2e-5 : 0.05);
        }
    }
}

/// 8 × 4 hidden channels of heads, and rows of 8 × 8 and 4 × 4 positions.
std::shared_ptr<flow::Glow> attending(CouplingKind coupling) {
    auto form = test::smallForm(PermutationKind::Conv1x1, coupling, 16, {40, 72});
    form.attention = {8, 4};
    return stirred(form);
}

TEST_P(KernelsOf, ComputeWhatAttentionAdds) {
    const torch::NoGradGuard noGrad;
    for (const auto coupling : {CouplingKind::Additive, CouplingKind::Affine}) {
        const auto glow = attending(coupling);
        const auto x = torch::rand({5, 3, 16, 16}) - 0.5;
        const auto alone = compile(*glow, 1).encode(x);
        EXPECT_LT(worst(alone, glow->encode(x).eps), isExact() ? 2e-4 : 0.3);
        for (const int threads : {2, 3}) {
            const auto team = compile(*glow, threads);
            EXPECT_EQ(worst(team.encode(x), alone), 0) << threads;
            EXPECT_EQ(worst(team.encode(x.slice(0, 0, 1)), {alone[0].slice(0, 0, 1), alone[1].slice(0, 0, 1)}), 0);
            EXPECT_LT((team.decode(alone) - x).abs().max().item<double>(), isExact() ? 5e-5 : 0.05);
        }
    }
}

TEST(DecodeSlopes, RefuseAttentionInASentence) {
    try {
        makeDecodeSlopes(*attending(CouplingKind::Affine), {});
        FAIL() << "accepted";
    } catch (const Error& error) {
        EXPECT_THAT(error.what(), testing::HasSubstr("attend"));
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

/// Σ of the functions' pictures, so that autograd gives the slopes of one function at a time.
flow::Eps slopesByAutograd(flow::Glow& glow, const flow::Eps& eps, const torch::Tensor& slopes) {
    flow::Eps at;
    for (const auto& level : eps) {
        at.push_back(level.detach().repeat({slopes.size(0), 1, 1, 1}).requires_grad_());
    }
    const torch::AutoGradMode gradients(true);
    return torch::autograd::grad({(glow.decode(at) * slopes).sum()}, at);
}

void expectSlopesOf(flow::Glow& glow, const cpu::Kernels& kernels) {
    const DecodeSlopes decoder(glow, kernels, kernels.bfloat16 ? exactKernels() : kernels, 2);
    const auto image = glow.architecture().image;
    const auto eps = glow.sampleEps(1, 0.7, 3);
    for (const std::int64_t count : {1, 5}) {
        const auto x = decoder.decode(eps);
        const auto slopes = torch::randn({count, 3, image, image});
        const auto wanted = slopesByAutograd(glow, eps, slopes);
        const auto got = decoder.pull(x, slopes);
        for (std::size_t l = 0; l < got.size(); ++l) {
            EXPECT_LT((got[l] - wanted[l]).norm().item<double>(),
                      (kernels.bfloat16 ? 0.15 : 1e-5) * wanted[l].norm().item<double>())
                << image << ", level " << l;
        }
    }
}

TEST_P(KernelsOf, TakeSlopesBackThroughDecodingAsAutogradDoes) {
    const torch::NoGradGuard noGrad;
    for (const auto coupling : {CouplingKind::Additive, CouplingKind::Affine}) {
        for (const std::int64_t image : {4, 16, 40}) {
            const std::vector<std::int64_t> widths = {16, 37};
            expectSlopesOf(*stirred(PermutationKind::Conv1x1, coupling, image, widths), *GetParam());
            expectSlopesOf(*stirredWithEdges(coupling, image, widths), *GetParam());
        }
    }
}

TEST_P(KernelsOf, TakeSlopesBackToTheSameBitsWithEveryNumberOfThreadsAndOfSlopes) {
    const auto glow = stirred(PermutationKind::Conv1x1, CouplingKind::Affine, 32);
    const auto& exact = GetParam()->bfloat16 ? exactKernels() : *GetParam();
    const DecodeSlopes alone(*glow, *GetParam(), exact, 1);
    const auto x = alone.decode(glow->sampleEps(1, 0.7, 3));
    const auto slopes = torch::randn({5, 3, 32, 32});
    const auto expected = alone.pull(x, slopes);
    for (const int threads : {2, 3, 7}) {
        EXPECT_EQ(worst(DecodeSlopes(*glow, *GetParam(), exact, threads).pull(x, slopes), expected), 0) << threads;
    }
    EXPECT_EQ(worst(alone.pull(x, slopes.slice(0, 1, 3)), {expected[0].slice(0, 1, 3), expected[1].slice(0, 1, 3)}), 0);
}

TEST(DecodeSlopes, DecodeAsTheRuntimeAndRefuseWhatDoesNotFit) {
    const auto glow = stirred(PermutationKind::Conv1x1, CouplingKind::Affine);
    const auto decoder = makeDecodeSlopes(*glow, {.threads = 2});
    const auto eps = glow->sampleEps(1, 0.7, 3);
    const auto x = decoder->decode(eps);
    EXPECT_TRUE(x.equal(makeFlowRuntime(*glow, {.device = "cpu"})->decode(eps)));
    EXPECT_THROW(decoder->decode(glow->sampleEps(2, 0.7, 3)), std::invalid_argument);
    EXPECT_THROW(decoder->pull(x, torch::zeros({1, 3, 8, 8})), std::invalid_argument);
    EXPECT_THROW(decoder->pull(x.repeat({2, 1, 1, 1}), torch::zeros({1, 3, 16, 16})), std::invalid_argument);
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

TEST(FlowRuntime, SaysWhatToDoWhereTheDeviceIsNotThere) {
    const auto glow = stirred(PermutationKind::Conv1x1, CouplingKind::Affine);
    EXPECT_THAT([&] { makeFlowRuntime(*glow, {.device = "cuda:99"}); },
                testing::ThrowsMessage<Error>(testing::AllOf(testing::StartsWith("the device cuda:99 cannot be used ("),
                                                             testing::HasSubstr("say --device cpu, or auto"))));
}

}  // namespace
}  // namespace facet::runtime
