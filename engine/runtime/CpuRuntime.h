// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/runtime/FlowRuntime.h"

#include <vector>

namespace facet::runtime {

/// The flow in float32 on the processor: actnorm and permutation folded into one 1×1 convolution a direction (inverted
/// once, in double precision), output scales folded, no log-determinants, no autograd.
class CpuRuntime : public FlowRuntime {
 public:
    CpuRuntime(const flow::Glow& flow, std::string reason);

    flow::Eps encode(const torch::Tensor& x) const override;
    torch::Tensor decode(const flow::Eps& eps) const override;
    const flow::Architecture& architecture() const override { return m_architecture; }
    std::string device() const override { return "CPU"; }
    std::string reason() const override { return m_reason; }

 private:
    struct Convolution {
        torch::Tensor weight;
        torch::Tensor bias;
        torch::Tensor operator()(const torch::Tensor& x) const;
    };
    struct Step {
        Convolution mix;    // W·diag(exp l) and W·(b·exp l): actnorm, then permutation
        Convolution unmix;  // diag(exp −l)·W⁻¹ and −b: their inverse
        Convolution conv1, conv2, conv3;
        bool affine;

        torch::Tensor network(const torch::Tensor& a) const;
        torch::Tensor forward(const torch::Tensor& x) const;
        torch::Tensor inverse(const torch::Tensor& y) const;
    };
    struct Level {
        std::vector<Step> steps;
        Convolution prior;  // undefined at the last level
    };

    static Convolution folded(const flow::ZeroConv2d& convolution);
    static Step compile(const flow::FlowStep& step, bool affine);

    flow::Architecture m_architecture;
    std::string m_reason;
    std::vector<Level> m_levels;
    torch::Tensor m_topMean;  // [1, C, 1, 1]
    torch::Tensor m_topSd;
};

}  // namespace facet::runtime
