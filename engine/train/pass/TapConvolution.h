// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/train/pass/FlatParameters.h"
#include "engine/train/pass/Operands.h"

namespace facet::train {

/// What a way back does with the parameters' slopes: nothing in a frozen flow; the first call of a batch sets them.
enum class WeightSlopes { None, Set, Add };

/// A thread's views of a flow's parameters: the values that the products read, the gradients that it adds up.
template <class Operand>
struct ParameterViews {
    const FlatParameters& parameters;
    torch::Tensor values;    ///< float, flat
    torch::Tensor operands;  ///< the same as operands
    torch::Tensor slopes;    ///< float, flat
};

/// flow::ZeroConv2d, a 3×3 convolution with a learned output scale, as one matrix product whose nine times as many rows
/// are the taps; they are added up where they meet. Its input is a matrix of operands [in, pixels], its output float
/// planes [out, pixels].
template <class Operand>
class TapConvolution {
 public:
    /// `name` is the module's, "level0.prior".
    TapConvolution(const PassKernels& kernels, const ParameterViews<Operand>& views, const std::string& name);

    /// exp(3·log_scale) anew, after the parameters have changed.
    void refresh();
    const float* scale() const { return m_scale.template data_ptr<float>(); }

    void forward(const torch::Tensor& input, const Planes& shape, const torch::Tensor& planes, Scratch& scratch) const;
    /// From the gradient of the outputs before their scale, [out, pixels] without gaps, to that of the taps, which
    /// inputSlopes() and addSlopes() then use.
    torch::Tensor tapSlopes(const torch::Tensor& planeSlopes, const Planes& shape, Scratch& scratch) const;
    /// The gradient of the input, turned over: [pixels, in].
    void inputSlopes(const torch::Tensor& taps, const torch::Tensor& turned) const;
    void addSlopes(const torch::Tensor& taps, const torch::Tensor& turnedInput, const torch::Tensor& planeSlopes,
                   const Planes& shape, Scratch& scratch, bool first) const;

 private:
    const PassKernels& m_kernels;
    torch::Tensor m_logScale, m_bias, m_weight;  // weight: operands [9·out, in]
    torch::Tensor m_weightSlopes, m_biasSlopes;
    torch::Tensor m_scale;
};

/// mm(a, b) into `result`, or, in operands of half the size, added to float sums.
template <class Operand>
void addProduct(const PassKernels& kernels, const torch::Tensor& a, const torch::Tensor& b, const torch::Tensor& sum,
                Scratch& scratch, bool first);

}  // namespace facet::train
