// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/runtime/FlowRuntime.h"
#include "engine/runtime/cpu/SlopeFrame.h"

#include <memory>
#include <mutex>

namespace facet::runtime {

/// The derivative of a flow's decode() on the processor: how functions of the picture answer to its latents. By the
/// runtime's kernels, without autograd; a copy of the weights of its own.
///
/// Threads: may be called from several; calls wait for one another, and for no FlowRuntime.
class DecodeSlopes {
 public:
    /// As CpuRuntime.
    DecodeSlopes(const flow::Glow& flow, const cpu::Kernels& hidden, const cpu::Kernels& exact, int threads);

    const flow::Architecture& architecture() const { return m_architecture; }

    /// Latents of one picture → [1, channels, image, image], as FlowRuntime::decode().
    torch::Tensor decode(const flow::Eps& eps) const;

    /// The picture x [1, channels, image, image] of some latents, and the slopes of R functions there, ∂fᵣ/∂x
    /// [R, channels, image, image] → ∂fᵣ/∂eps, R of each level, finest first.
    flow::Eps pull(const torch::Tensor& x, const torch::Tensor& slopes) const;

 private:
    cpu::SlopeFrame& frameFor(int count) const;

    flow::Architecture m_architecture;
    cpu::FlowPlan m_plan;
    cpu::SlopePlan m_slopePlan;
    mutable std::mutex m_mutex;  // guards what follows
    mutable cpu::ThreadTeam m_team;
    mutable int m_count = 0;  // of slopes that the frame is for
    mutable std::unique_ptr<cpu::SlopeFrame> m_frame;
};

/// With the kernels that makeFlowRuntime() takes for the processor; the device does not matter.
std::unique_ptr<DecodeSlopes> makeDecodeSlopes(const flow::Glow& flow, const RuntimeOptions& options);

}  // namespace facet::runtime
