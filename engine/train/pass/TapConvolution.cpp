// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/train/pass/TapConvolution.h"

namespace facet::train {

template <class Operand>
void addProduct(const PassKernels& kernels, const torch::Tensor& a, const torch::Tensor& b, const torch::Tensor& sum,
                Scratch& scratch, bool first) {
    auto part = scratch.take("part", {a.size(0), b.size(1)}, operandType<Operand>);
    torch::mm_out(part, a, b);
    networkKernels<Operand>(kernels).accumulate(sum.data_ptr<float>(), operandData<Operand>(part),
                                                static_cast<std::size_t>(part.numel()), first);
}

template <class Operand>
TapConvolution<Operand>::TapConvolution(const PassKernels& kernels, const ParameterViews<Operand>& views,
                                        const std::string& name)
    : m_kernels(kernels) {
    const auto& p = views.parameters;
    m_logScale = p.part(views.values, name + ".log_scale");
    m_bias = p.part(views.values, name + ".bias");
    m_biasSlopes = p.part(views.slopes, name + ".bias");
    const auto rows = 9 * m_bias.size(0);
    m_weight = p.part(views.operands, name + ".weight").view({rows, -1});
    m_weightSlopes = p.part(views.slopes, name + ".weight").view({rows, -1});
    m_scale = torch::ones_like(m_bias);
}

template <class Operand>
void TapConvolution<Operand>::refresh() {
    torch::exp_out(m_scale, m_logScale * 3);
}

template <class Operand>
void TapConvolution<Operand>::forward(const torch::Tensor& input, const Planes& shape, const torch::Tensor& planes,
                                      Scratch& scratch) const {
    auto taps = scratch.take("taps", {m_weight.size(0), input.size(1)}, operandType<Operand>);
    torch::mm_out(taps, m_weight, input);
    networkKernels<Operand>(m_kernels).gather(operandData<Operand>(taps), shape, 1, m_bias.template data_ptr<float>(),
                                              scale(), planes.data_ptr<float>());
}

template <class Operand>
torch::Tensor TapConvolution<Operand>::tapSlopes(const torch::Tensor& planeSlopes, const Planes& shape,
                                                 Scratch& scratch) const {
    auto taps = scratch.take("taps", {m_weight.size(0), planeSlopes.size(1)}, operandType<Operand>);
    networkKernels<Operand>(m_kernels).spread(planeSlopes.data_ptr<float>(), shape, -1, operandData<Operand>(taps));
    return taps;
}

template <class Operand>
void TapConvolution<Operand>::inputSlopes(const torch::Tensor& taps, const torch::Tensor& turned) const {
    auto result = turned;
    torch::mm_out(result, taps.t(), m_weight);
}

template <class Operand>
void TapConvolution<Operand>::addSlopes(const torch::Tensor& taps, const torch::Tensor& turnedInput,
                                        const torch::Tensor& planeSlopes, const Planes& shape, Scratch& scratch,
                                        bool first) const {
    addProduct<Operand>(m_kernels, taps, turnedInput, m_weightSlopes, scratch, first);
    if (first) {
        m_biasSlopes.zero_();
    }
    m_kernels.rowSums(planeSlopes.data_ptr<float>(), shape, m_biasSlopes.template data_ptr<float>());
}

template void addProduct<float>(const PassKernels&, const torch::Tensor&, const torch::Tensor&, const torch::Tensor&,
                                Scratch&, bool);
template void addProduct<std::uint16_t>(const PassKernels&, const torch::Tensor&, const torch::Tensor&,
                                        const torch::Tensor&, Scratch&, bool);
template class TapConvolution<float>;
template class TapConvolution<std::uint16_t>;

}  // namespace facet::train
