// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/runtime/FlowRuntime.h"

#include <mutex>

namespace facet::runtime {

/// Throws Error(Device) unless both decode the same latents to nearly the same picture.
void requireAgreement(const FlowRuntime& device, const FlowRuntime& processor);

/// A device that may fail, and the processor behind it. What does not fit is tried in smaller batches; where one image
/// does not fit, or the device is lost, the processor takes over for good and the device is let go. The call during
/// which it happens ends as if nothing had; reason() tells.
class ResilientRuntime : public FlowRuntime {
 public:
    /// Both of the same flow.
    ResilientRuntime(std::unique_ptr<FlowRuntime> device, std::unique_ptr<FlowRuntime> processor);

    flow::Eps encode(const torch::Tensor& x) const override;
    torch::Tensor decode(const flow::Eps& eps) const override;
    const flow::Architecture& architecture() const override { return m_processor->architecture(); }
    Precision precision() const override;
    std::size_t memory() const override;  ///< of the device that computes
    std::string device() const override;
    std::string name() const override;
    std::string reason() const override;
    int handovers() const override;

 private:
    /// Calls work(runtime, first image, count) until the whole batch is done.
    template <typename Work>
    void inParts(std::int64_t batch, const Work& work) const;
    void retreat(const DeviceFailure& failure, std::int64_t count) const;
    const FlowRuntime& current() const;

    mutable std::mutex m_working;   // held while a call computes
    mutable std::mutex m_changing;  // guards what follows; within m_working, for moments: asking waits for no picture
    mutable std::unique_ptr<FlowRuntime> m_device;  // null once the processor has taken over
    std::unique_ptr<FlowRuntime> m_processor;
    mutable std::int64_t m_largestBatch;
    mutable std::string m_story;  // what the device's failures led to
};

}  // namespace facet::runtime
