// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/runtime/CudaRuntime.h"
#include "engine/runtime/ResilientRuntime.h"
#include "tests/engine/StirredFlow.h"
#include "tests/engine/cuda/EmulatedControl.h"

#include <gmock/gmock.h>

#include <dlfcn.h>

namespace facet::runtime {
namespace {

using flow::CouplingKind;
using flow::PermutationKind;
using test::stirred;
using test::stirredWithEdges;
using test::worst;
using testing::HasSubstr;

/// The emulated device as it is when new, for one test.
test::EmulatedControl& emulatedControl() {
    const auto entry = reinterpret_cast<test::EmulatedControl* (*)()>(
        dlsym(dlopen(FACET_EMULATED_MODULE, RTLD_NOW | RTLD_LOCAL), test::EmulatedControlSymbol));
    return *entry();
}

/// In the precision's last digits; of a flow that changes values by up to ten times what its input is rounded by.
double tolerance(Precision precision) {
    return precision == Precision::Float32 ? 1e-4 : precision == Precision::Float16 ? 0.02 : 0.2;
}

struct Setting {
    bool emulated;
    Precision precision;
};

/// The same tests on the emulated device everywhere, and on a GPU where there is one.
class CudaRuntimeOf : public testing::TestWithParam<Setting> {
 protected:
    void SetUp() override {
        if (!GetParam().emulated) {
            try {
                if (CudaModule::installed().describe(0).major < 8 && GetParam().precision == Precision::BFloat16) {
                    GTEST_SKIP() << "this GPU has no bfloat16";
                }
            } catch (const Error& error) {
                GTEST_SKIP() << error.what();
            }
        }
        emulatedControl() = {};
    }

    CudaRuntime compile(const flow::Glow& glow) const {
        const auto module = GetParam().emulated ? CudaModule(FACET_EMULATED_MODULE) : CudaModule::installed();
        return {glow, module, 0, GetParam().precision, "for a test"};
    }
    static std::unique_ptr<FlowRuntime> onProcessor(const flow::Glow& glow) {
        return makeFlowRuntime(glow, {.device = "cpu", .precision = "float32", .threads = 2});
    }
    double close() const { return tolerance(GetParam().precision); }
};

INSTANTIATE_TEST_SUITE_P(All, CudaRuntimeOf,
                         testing::Values(Setting{true, Precision::Float32}, Setting{true, Precision::Float16},
                                         Setting{true, Precision::BFloat16}, Setting{false, Precision::Float32},
                                         Setting{false, Precision::Float16}, Setting{false, Precision::BFloat16}),
                         [](const auto& instance) {
                             return std::string(instance.param.emulated ? "emulated_" : "gpu_") +
                                    nameOf(instance.param.precision);
                         });

TEST_P(CudaRuntimeOf, ComputesWhatTheModulesAndTheProcessorCompute) {
    const torch::NoGradGuard noGrad;
    for (const auto permutation : {PermutationKind::Shuffle, PermutationKind::Conv1x1}) {
        for (const auto coupling : {CouplingKind::Additive, CouplingKind::Affine}) {
            const auto glow = stirred(permutation, coupling);
            const auto runtime = compile(*glow);
            const auto x = torch::rand({2, 3, 16, 16}) - 0.5;
            const auto eps = runtime.encode(x);
            EXPECT_LT(worst(eps, glow->encode(x).eps), close());
            EXPECT_LT(worst(eps, onProcessor(*glow)->encode(x)), close());
            const auto latents = glow->sampleEps(2, 0.7, 3);
            // Pictures of random latents are wide: up to 33 here.
            EXPECT_LT((runtime.decode(latents) - glow->decode(latents)).abs().max().item<double>(), 3 * close());
            EXPECT_LT((runtime.decode(eps) - x).abs().max().item<double>(), close() / 4);
        }
    }
}

TEST_P(CudaRuntimeOf, ComputesThePlanesOfEverySide) {
    const torch::NoGradGuard noGrad;
    for (const std::int64_t image : {4, 8, 24}) {
        const auto glow = stirred(PermutationKind::Conv1x1, CouplingKind::Affine, image, {16, 130});
        const auto x = torch::rand({1, 3, image, image}) - 0.5;
        EXPECT_LT(worst(compile(*glow).encode(x), glow->encode(x).eps), close()) << image;
    }
}

TEST_P(CudaRuntimeOf, ComputesWhatTheEdgesAdd) {
    const torch::NoGradGuard noGrad;
    for (const auto coupling : {CouplingKind::Additive, CouplingKind::Affine}) {
        for (const std::int64_t image : {4, 24}) {
            const auto glow = stirredWithEdges(coupling, image, {16, 130});
            const auto runtime = compile(*glow);
            const auto x = torch::rand({2, 3, image, image}) - 0.5;
            const auto eps = runtime.encode(x);
            EXPECT_LT(worst(eps, glow->encode(x).eps), close()) << image;
            EXPECT_LT((runtime.decode(eps) - x).abs().max().item<double>(), close() / 2) << image;
        }
    }
}

TEST_P(CudaRuntimeOf, ComputesTheSameBitsWhateverTheBatchAndHoweverOften) {
    const auto glow = stirred(PermutationKind::Conv1x1, CouplingKind::Affine);
    const auto runtime = compile(*glow);
    const auto x = torch::rand({3, 3, 16, 16}) - 0.5;
    const auto eps = runtime.encode(x);
    const auto pictures = runtime.decode(eps);
    EXPECT_EQ(worst(runtime.encode(x), eps), 0) << "the recorded graph";
    EXPECT_TRUE(runtime.decode(eps).equal(pictures)) << "the recorded graph";
    for (int i = 0; i < 2; ++i) {
        const auto alone = runtime.encode(x.slice(0, 1, 2));
        EXPECT_EQ(worst(alone, {eps[0].slice(0, 1, 2), eps[1].slice(0, 1, 2)}), 0);
        EXPECT_TRUE(runtime.decode(alone).equal(pictures.slice(0, 1, 2)));
    }
    const auto fresh = compile(*glow);
    EXPECT_EQ(worst(fresh.encode(x.slice(0, 0, 1)), {eps[0].slice(0, 0, 1), eps[1].slice(0, 0, 1)}), 0);
    EXPECT_EQ(worst(fresh.encode(x), eps), 0) << "after the memory has grown";
}

TEST_P(CudaRuntimeOf, RefusesWhatDoesNotFit) {
    const auto glow = stirred(PermutationKind::Conv1x1, CouplingKind::Affine);
    const auto runtime = compile(*glow);
    EXPECT_THROW(runtime.encode(torch::zeros({1, 3, 8, 8})), std::invalid_argument);
    EXPECT_THROW(runtime.decode({torch::zeros({1, 6, 8, 8}), torch::zeros({2, 24, 4, 4})}), std::invalid_argument);
    EXPECT_GT(runtime.memory(), glow->parameters()[0].nbytes());
}

TEST_P(CudaRuntimeOf, AgreesWithTheProcessor) {
    const auto glow = stirred(PermutationKind::Conv1x1, CouplingKind::Additive);
    EXPECT_NO_THROW(requireAgreement(compile(*glow), *onProcessor(*glow)));
}

/// What can be arranged on the emulated device alone.
class EmulatedCuda : public testing::Test {
 protected:
    void SetUp() override { m_control = {}; }
    void TearDown() override { m_control = {}; }

    std::unique_ptr<CudaRuntime> compile(Precision precision = Precision::Float16) const {
        return std::make_unique<CudaRuntime>(*m_flow, CudaModule(FACET_EMULATED_MODULE), 0, precision, "for a test");
    }
    std::unique_ptr<FlowRuntime> onProcessor() const {
        return makeFlowRuntime(*m_flow, {.device = "cpu", .precision = "float32", .threads = 2});
    }

    test::EmulatedControl& m_control = emulatedControl();
    std::shared_ptr<flow::Glow> m_flow = stirred(PermutationKind::Conv1x1, CouplingKind::Affine, 16, {16, 130});
    torch::Tensor m_x = torch::rand({2, 3, 16, 16}) - 0.5;
};

TEST_F(EmulatedCuda, EveryTileAndOrderOfThreadsGivesTheSameBits) {
    for (const auto precision : {Precision::Float32, Precision::Float16}) {
        const auto expected = compile(precision)->encode(m_x);
        for (const int multiprocessors : {1, 7, 30, 1000}) {
            for (const bool descending : {false, true}) {
                m_control.multiprocessors = multiprocessors;
                m_control.descending = descending;
                EXPECT_EQ(worst(compile(precision)->encode(m_x), expected), 0) << multiprocessors;
            }
        }
        m_control = {};
    }
}

TEST_F(EmulatedCuda, TellsWhyThereIsNoDevice) {
    m_control.unusable = "no NVIDIA driver";
    EXPECT_THAT([&] { compile(); }, testing::ThrowsMessage<Error>("no NVIDIA driver"));
    m_control.unusable = nullptr;
    m_control.major = 7;
    EXPECT_THAT([&] { compile(Precision::BFloat16); }, testing::ThrowsMessage<Error>("GPU without bfloat16"));
    EXPECT_NO_THROW(compile());
}

TEST_F(EmulatedCuda, TellsHowMuchMemoryIsMissing) {
    m_control.memoryBytes = 1000000;
    EXPECT_THAT([&] { compile(); }, testing::ThrowsMessage<DeviceFailure>("out of memory: 0.0 GiB wanted, 0.0 free"));
    EXPECT_EQ(m_control.usedBytes, 0U);
}

TEST_F(EmulatedCuda, ABatchThatDoesNotFitChangesNothing) {
    const auto runtime = compile();
    const auto alone = runtime->encode(m_x.slice(0, 0, 1));
    m_control.memoryBytes = m_control.usedBytes + 1000;
    EXPECT_THROW(runtime->encode(m_x), DeviceFailure);
    EXPECT_EQ(worst(runtime->encode(m_x.slice(0, 0, 1)), alone), 0);
}

TEST_F(EmulatedCuda, EditingGoesOnInSmallerBatchesAndThenOnTheProcessor) {
    const auto expected = onProcessor()->encode(m_x);
    const ResilientRuntime runtime(compile(), onProcessor());
    m_control.memoryBytes = m_control.usedBytes + 1000;
    EXPECT_LT(worst(runtime.encode(m_x), expected), tolerance(Precision::Float16));
    EXPECT_EQ(runtime.device(), "Emulated GPU");
    EXPECT_THAT(runtime.reason(), HasSubstr("at most 1 image at once now: out of memory"));
    m_control.worksUntilLost = 10;  // in the middle of the first image's pass
    EXPECT_EQ(worst(runtime.encode(m_x), expected), 0);
    EXPECT_EQ(runtime.device(), "CPU");
    EXPECT_THAT(runtime.reason(), HasSubstr("the emulated device is lost"));
    EXPECT_EQ(m_control.usedBytes, 0U) << "the device is let go";
}

}  // namespace
}  // namespace facet::runtime
