// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/train/pass/AttentionPass.h"
#include "engine/train/pass/TapConvolution.h"

#include <optional>

namespace facet::train {

/// What a coupling network left on its way forward, for its way back.
struct NetworkTrace {
    torch::Tensor hidden1;  ///< operands [pixels, width], after the ReLU
    torch::Tensor hidden2;
    torch::Tensor attended;  ///< what hidden2 becomes where the network attends; not defined where it does not
    torch::Tensor outputs;   ///< float planes [outputs, pixels]: t, then r, which becomes s once they are coupled

    /// The part of the pixels `from` … `from + count`.
    NetworkTrace part(std::int64_t from, std::int64_t count) const {
        return {hidden1.narrow(0, from, count), hidden2.narrow(0, from, count),
                attended.defined() ? attended.narrow(0, from, count) : attended, outputs.narrow(1, from, count)};
    }
    /// What the last convolution reads.
    const torch::Tensor& last() const { return attended.defined() ? attended : hidden2; }
};

/// What a coupling network sees: planes of a, and behind them those of the condition, where there is one.
struct NetworkInput {
    const float* a;
    Planes shape;
    const float* condition;
    Planes conditionShape;  ///< no channels where there is none
};

/// The three convolutions of one coupling network as matrix products over pixels, forward and back, without autograd.
///
/// Images are planes, [channels, images · side²]. The small sides of the products (the network's inputs, its taps) are
/// kept by channels, the hidden activations by pixels: so every pass between two products runs along memory.
template <class Operand>
class NetworkPass {
 public:
    /// `name` is the coupling's, "level0.step0.coupling".
    NetworkPass(const PassKernels& kernels, const ParameterViews<Operand>& views, const std::string& name);

    void refresh() { m_last.refresh(); }
    std::int64_t width() const { return m_weight2.size(0); }
    bool attends() const { return m_attention.has_value(); }
    const float* outputScale() const { return m_last.scale(); }

    void forward(const NetworkInput& input, const NetworkTrace& trace, Scratch& scratch) const;
    /// outputSlopes: of the last convolution before its scale, [outputs, pixels] without gaps. Adds to the planes
    /// aSlopes, which lie as a does.
    void backward(const NetworkInput& input, const NetworkTrace& trace, const torch::Tensor& outputSlopes,
                  float* aSlopes, Scratch& scratch, WeightSlopes weights) const;

 private:
    torch::Tensor spreadInput(const NetworkInput& input, Scratch& scratch) const;

    const PassKernels& m_kernels;
    torch::Tensor m_weight1, m_weight2;  // operands [width, 9·in], [width, width]
    torch::Tensor m_bias1, m_bias2;
    torch::Tensor m_weight1Slopes, m_weight2Slopes, m_bias1Slopes, m_bias2Slopes;
    std::optional<AttentionPass<Operand>> m_attention;
    TapConvolution<Operand> m_last;
};

}  // namespace facet::train
