// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/train/pass/TapConvolution.h"

namespace facet::train {

/// flow::attended() of a coupling network's hidden activations, forward and back. It is a small part of the work, so
/// autograd takes the gradients, from the hidden activations alone: nothing else is kept.
template <class Operand>
class AttentionPass {
 public:
    /// `name` is the module's, "level1.step0.coupling.attention".
    AttentionPass(const ParameterViews<Operand>& views, const std::string& name);

    /// hidden and result: operands [images · side², width].
    void forward(const torch::Tensor& hidden, std::int64_t images, const torch::Tensor& result) const;
    /// `slopes`, operands, are those of the result and become those of `hidden`.
    void backward(const PassKernels& kernels, const torch::Tensor& hidden, std::int64_t images,
                  const torch::Tensor& slopes, WeightSlopes weights) const;

 private:
    std::vector<torch::Tensor> m_weights;  // operands: qkv, positions, output
    std::vector<torch::Tensor> m_weightSlopes;
};

}  // namespace facet::train
