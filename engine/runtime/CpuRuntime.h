// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/runtime/FlowRuntime.h"
#include "engine/runtime/cpu/Frame.h"

#include <mutex>

namespace facet::runtime {

/// The flow on the processor, by kernels of its own: everything is computed once, nothing is allocated a frame, and
/// hidden activations stay in the cache. Results do not depend on the number of threads or on the batch.
class CpuRuntime : public FlowRuntime {
 public:
    /// `hidden` computes the coupling networks, `exact`, of float32, everything else; `threads` is at least 1.
    CpuRuntime(const flow::Glow& flow, const cpu::Kernels& hidden, const cpu::Kernels& exact, int threads,
               std::string reason);

    flow::Eps encode(const torch::Tensor& x) const override;
    torch::Tensor decode(const flow::Eps& eps) const override;
    const flow::Architecture& architecture() const override { return m_architecture; }
    Precision precision() const override;
    std::size_t memory() const override;
    std::string device() const override { return "CPU"; }
    std::string name() const override;
    std::string reason() const override { return m_reason; }

 private:
    /// Calls pass(frame, image, crew) for every image of a batch: one image by all threads together, or, where there
    /// are as many images as threads, every image by one.
    template <typename Pass>
    void forEachImage(std::int64_t batch, Pass pass) const;

    flow::Architecture m_architecture;
    cpu::FlowPlan m_plan;
    std::string m_reason;
    mutable std::mutex m_mutex;  // the frames and the team are one call's at a time
    mutable cpu::ThreadTeam m_team;
    mutable cpu::Frame m_frame;
    mutable std::vector<cpu::Frame> m_ownFrames;  // of the threads, made with the first batch
};

}  // namespace facet::runtime
