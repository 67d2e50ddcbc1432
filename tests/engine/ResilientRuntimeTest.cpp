// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/runtime/ResilientRuntime.h"
#include "tests/engine/StirredFlow.h"

#include <gmock/gmock.h>

#include <chrono>
#include <functional>
#include <future>
#include <limits>

namespace facet::runtime {
namespace {

using test::worst;
using testing::HasSubstr;

/// What a test tells a fake device, and hears from it.
struct Script {
    std::int64_t mostImages = std::numeric_limits<std::int64_t>::max();  // out of memory beyond
    int callsUntilLost = std::numeric_limits<int>::max();
    std::vector<std::int64_t> batches;  // that were asked for
    bool alive = true;
    std::function<void()> meanwhile = [] {};  // while it computes
};

/// Computes on the processor what a GPU would, and fails as one would.
class FakeDevice : public FlowRuntime {
 public:
    FakeDevice(std::unique_ptr<FlowRuntime> inner, std::shared_ptr<Script> script)
        : m_inner(std::move(inner)), m_script(std::move(script)) {}
    ~FakeDevice() override { m_script->alive = false; }

    flow::Eps encode(const torch::Tensor& x) const override {
        attempt(x.size(0));
        return m_inner->encode(x);
    }
    torch::Tensor decode(const flow::Eps& eps) const override {
        attempt(eps.front().size(0));
        return m_inner->decode(eps);
    }
    const flow::Architecture& architecture() const override { return m_inner->architecture(); }
    Precision precision() const override { return m_inner->precision(); }
    std::size_t memory() const override { return 1; }
    std::string device() const override { return "Fake GPU"; }
    std::string name() const override { return "Fake GPU, of cardboard"; }
    std::string reason() const override { return "The GPU was asked for."; }

 private:
    void attempt(std::int64_t batch) const {
        m_script->batches.push_back(batch);
        m_script->meanwhile();
        if (batch > m_script->mostImages) {
            throw DeviceFailure(DeviceFailure::Cause::OutOfMemory, "out of memory: 3.1 GiB wanted, 1.9 free");
        }
        if (m_script->callsUntilLost-- <= 0) {
            throw DeviceFailure(DeviceFailure::Cause::Lost, "the GPU has fallen off the bus");
        }
    }

    std::unique_ptr<FlowRuntime> m_inner;
    std::shared_ptr<Script> m_script;
};

class Resilience : public testing::Test {
 protected:
    std::unique_ptr<FlowRuntime> onProcessor() const {
        return makeFlowRuntime(*m_flow, {.device = "cpu", .precision = "float32", .threads = 2});
    }

    std::shared_ptr<flow::Glow> m_flow = test::stirred(flow::PermutationKind::Conv1x1, flow::CouplingKind::Affine);
    torch::Tensor m_x = torch::rand({7, 3, 16, 16}) - 0.5;
    flow::Eps m_eps = onProcessor()->encode(m_x);
    torch::Tensor m_pictures = onProcessor()->decode(m_eps);
    std::shared_ptr<Script> m_script = std::make_shared<Script>();
    ResilientRuntime m_runtime{std::make_unique<FakeDevice>(onProcessor(), m_script), onProcessor()};
};

TEST_F(Resilience, WithoutFailureTheDeviceDoesItAll) {
    EXPECT_EQ(worst(m_runtime.encode(m_x), m_eps), 0);
    EXPECT_TRUE(m_runtime.decode(m_eps).equal(m_pictures));
    EXPECT_THAT(m_script->batches, testing::ElementsAre(7, 7));
    EXPECT_EQ(m_runtime.device(), "Fake GPU");
    EXPECT_EQ(m_runtime.reason(), "The GPU was asked for.");
    EXPECT_EQ(m_runtime.handovers(), 0);
}

TEST_F(Resilience, OutOfMemoryMakesBatchesSmaller) {
    m_script->mostImages = 3;
    EXPECT_TRUE(m_runtime.decode(m_eps).equal(m_pictures));
    EXPECT_EQ(worst(m_runtime.encode(m_x), m_eps), 0);
    EXPECT_THAT(m_script->batches, testing::ElementsAre(7, 3, 3, 1, 3, 3, 1));
    EXPECT_EQ(m_runtime.device(), "Fake GPU");
    EXPECT_THAT(m_runtime.reason(), HasSubstr("at most 3 images at once now: out of memory: 3.1 GiB wanted, 1.9 free"));
    EXPECT_EQ(m_runtime.handovers(), 0);
}

TEST_F(Resilience, WhereNotOneImageFitsTheProcessorTakesOver) {
    m_script->mostImages = 0;
    EXPECT_EQ(worst(m_runtime.encode(m_x), m_eps), 0);
    EXPECT_TRUE(m_runtime.decode(m_eps).equal(m_pictures));
    EXPECT_THAT(m_script->batches, testing::ElementsAre(7, 3, 1));
    EXPECT_FALSE(m_script->alive);
    EXPECT_EQ(m_runtime.device(), "CPU");
    EXPECT_THAT(m_runtime.name(), testing::StartsWith("CPU"));
    EXPECT_EQ(m_runtime.reason(),
              "Fake GPU has failed (out of memory: 3.1 GiB wanted, 1.9 free), so the processor has taken over.");
    EXPECT_EQ(m_runtime.handovers(), 1);
}

TEST_F(Resilience, ALostDeviceLosesNothingInTheMiddleOfABatch) {
    m_script->mostImages = 3;
    m_script->callsUntilLost = 1;  // of 3, 3 and 1 images the second does not come back
    EXPECT_TRUE(m_runtime.decode(m_eps).equal(m_pictures));
    EXPECT_THAT(m_script->batches, testing::ElementsAre(7, 3, 3));
    EXPECT_FALSE(m_script->alive);
    EXPECT_THAT(m_runtime.reason(), HasSubstr("fallen off the bus"));
    EXPECT_EQ(m_runtime.handovers(), 1);
    EXPECT_GT(m_runtime.memory(), 1U);
}

TEST_F(Resilience, AnswersWhileItComputes) {
    std::future<std::string> answer;
    m_script->meanwhile = [&] {
        answer = std::async(std::launch::async, [this] { return m_runtime.device() + ": " + m_runtime.reason(); });
        EXPECT_EQ(answer.wait_for(std::chrono::seconds(30)), std::future_status::ready);
    };
    EXPECT_TRUE(m_runtime.decode(m_eps).equal(m_pictures));
    EXPECT_EQ(answer.get(), "Fake GPU: The GPU was asked for.");
}

TEST_F(Resilience, OtherErrorsAreTheCallersOwn) {
    EXPECT_THROW(m_runtime.encode(torch::zeros({1, 3, 8, 8})), std::invalid_argument);
    EXPECT_THROW(m_runtime.decode({torch::zeros({1, 6, 8, 8})}), std::invalid_argument);
    EXPECT_TRUE(m_script->alive);
}

/// Decodes something else.
class WrongDevice : public FakeDevice {
 public:
    WrongDevice(std::unique_ptr<FlowRuntime> inner, double factor)
        : FakeDevice(std::move(inner), std::make_shared<Script>()), m_factor(factor) {}
    torch::Tensor decode(const flow::Eps& eps) const override { return FakeDevice::decode(eps) * m_factor; }

 private:
    double m_factor;
};

TEST_F(Resilience, ADeviceThatComputesSomethingElseIsRefused) {
    EXPECT_NO_THROW(requireAgreement(WrongDevice(onProcessor(), 1.001), *onProcessor()));
    EXPECT_THROW(requireAgreement(WrongDevice(onProcessor(), 1.1), *onProcessor()), Error);
    EXPECT_THROW(requireAgreement(WrongDevice(onProcessor(), NAN), *onProcessor()), Error);
}

}  // namespace
}  // namespace facet::runtime
