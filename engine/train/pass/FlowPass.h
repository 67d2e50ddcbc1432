// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/flow/Glow.h"
#include "engine/runtime/cpu/ThreadTeam.h"
#include "engine/train/DensityPass.h"
#include "engine/train/pass/FlatParameters.h"

#include <memory>

namespace facet::train {

struct PassOptions {
    bool bfloat16 = true;  ///< operands of the coupling networks' products; sums and all the rest are float32
    /// Activations are computed again from the outcome, through the inverse, on the way back: memory does not grow with
    /// depth. Otherwise the hidden activations are kept, which saves a quarter of the work.
    bool rebuild = false;
    /// The flow stays as it is: there are slopes of the images alone, which saves a third of the way back.
    bool frozen = false;
    int threads = 2;
};

/// A DensityPass on the processor, written out. Each thread
/// takes its share of the images through the whole flow and back and adds up gradients of its own, so that threads meet
/// once a batch, not once an operation.
///
/// Results do not depend on anything but the values and the number of threads. One call at a time.
class FlowPass : public DensityPass {
 public:
    /// Whether flows of that form can be trained: those that Facet makes, without edge biases and with scales in (½,
    /// 1).
    static bool knows(const flow::Architecture& architecture);
    /// Throws Error(Model) for others.
    static void requireKnown(const flow::Architecture& architecture);

    /// `flow` is computed in training's sense: with the values that its parameters have at each call. Both outlive it.
    /// Throws Error(Model) for a form that it does not know.
    FlowPass(flow::Glow& flow, FlatParameters& parameters, const PassOptions& options);
    ~FlowPass() override;

    /// Σ log p of the images [B, inputChannels, side, side] in flow units.
    double logProb(const torch::Tensor& x);
    torch::Tensor logProbAndSlopes(const torch::Tensor& x) override;

    torch::Tensor& slopes() override;
    torch::Tensor imageSlopes() const override;  ///< of any flow, not of a frozen one alone
    std::int64_t bytes() const;                  ///< that the traces, states and scratch of all threads hold

    class Pass;

 private:
    std::unique_ptr<Pass> m_pass;
};

}  // namespace facet::train
