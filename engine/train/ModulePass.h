// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/train/DensityPass.h"

namespace facet::train {

/// What FlowPass writes out, by the modules and autograd instead: on any device of LibTorch's. Coupling networks are
/// computed in bfloat16 where that is wanted, everything else in float32.
class ModulePass : public DensityPass {
 public:
    struct Options {
        bool bfloat16 = true;
        bool rebuild = false;  ///< see flow::rebuiltSteps()
        bool frozen = false;
    };

    /// `flow` and `parameters` lie on the device already, and actnorms have their values. From then on the flow is in
    /// training mode, and its gradients are views of slopes().
    ModulePass(flow::Glow& flow, FlatParameters& parameters, const Options& options);

    torch::Tensor logProbAndSlopes(const torch::Tensor& x) override;
    torch::Tensor& slopes() override { return m_slopes; }
    torch::Tensor imageSlopes() const override;

 private:
    flow::Glow& m_flow;
    bool m_frozen;
    torch::Tensor m_slopes;
    torch::Tensor m_x;
};

}  // namespace facet::train
