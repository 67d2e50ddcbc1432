// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/train/pass/NetworkPass.h"

namespace facet::train {

using torch::Tensor;

template <class Operand>
NetworkPass<Operand>::NetworkPass(const PassKernels& kernels, const ParameterViews<Operand>& views,
                                  const std::string& name)
    : m_kernels(kernels), m_last(kernels, views, name + ".conv3") {
    const auto& p = views.parameters;
    m_bias1 = p.part(views.values, name + ".conv1.bias");
    m_bias2 = p.part(views.values, name + ".conv2.bias");
    m_bias1Slopes = p.part(views.slopes, name + ".conv1.bias");
    m_bias2Slopes = p.part(views.slopes, name + ".conv2.bias");
    const auto width = m_bias1.size(0);
    m_weight1 = p.part(views.operands, name + ".conv1.weight").view({width, -1});
    m_weight2 = p.part(views.operands, name + ".conv2.weight").view({width, width});
    m_weight1Slopes = p.part(views.slopes, name + ".conv1.weight").view({width, -1});
    m_weight2Slopes = p.part(views.slopes, name + ".conv2.weight").view({width, width});
    if (p.contains(name + ".attention.qkv")) {
        m_attention.emplace(views, name + ".attention");
    }
}

template <class Operand>
Tensor NetworkPass<Operand>::spreadInput(const NetworkInput& input, Scratch& scratch) const {
    const auto& kernels = networkKernels<Operand>(m_kernels);
    auto spread = scratch.take("spread", {m_weight1.size(1), input.shape.pixels()}, operandType<Operand>);
    auto* rows = operandData<Operand>(spread);
    kernels.spread(input.a, input.shape, 1, rows);
    if (input.conditionShape.channels > 0) {
        kernels.spread(input.condition, input.conditionShape, 1, rows + 9 * input.shape.channels * spread.size(1));
    }
    return spread;
}

template <class Operand>
void NetworkPass<Operand>::forward(const NetworkInput& input, const NetworkTrace& trace, Scratch& scratch) const {
    const auto& kernels = networkKernels<Operand>(m_kernels);
    const auto& shape = input.shape;
    const int pixels = shape.pixels();
    const int wide = static_cast<int>(width());
    auto hidden1 = trace.hidden1;
    auto hidden2 = trace.hidden2;
    torch::mm_out(hidden1, spreadInput(input, scratch).t(), m_weight1.t());
    kernels.activate(operandData<Operand>(hidden1), m_bias1.template data_ptr<float>(), pixels, wide);
    torch::mm_out(hidden2, hidden1, m_weight2.t());
    kernels.activate(operandData<Operand>(hidden2), m_bias2.template data_ptr<float>(), pixels, wide);
    if (m_attention) {
        m_attention->forward(hidden2, shape.images, trace.attended);
    }
    const Planes outputs = {static_cast<int>(trace.outputs.size(0)), shape.images, shape.side, trace.outputs.stride(0)};
    m_last.forward(trace.last().t(), outputs, trace.outputs, scratch);
}

template <class Operand>
void NetworkPass<Operand>::backward(const NetworkInput& input, const NetworkTrace& trace, const Tensor& outputSlopes,
                                    float* aSlopes, Scratch& scratch, WeightSlopes weights) const {
    const auto& kernels = networkKernels<Operand>(m_kernels);
    const auto& shape = input.shape;
    const int pixels = shape.pixels();
    const int wide = static_cast<int>(width());
    const bool frozen = weights == WeightSlopes::None;
    const bool first = weights == WeightSlopes::Set;
    if (weights != WeightSlopes::Add) {
        m_bias1Slopes.zero_();
        m_bias2Slopes.zero_();
    }
    const Planes outputs = {static_cast<int>(outputSlopes.size(0)), shape.images, shape.side, pixels};
    const auto taps = m_last.tapSlopes(outputSlopes, outputs, scratch);
    const auto slopes2 = scratch.take("slopes2", {pixels, wide}, operandType<Operand>);
    m_last.inputSlopes(taps, slopes2);
    if (!frozen) {
        m_last.addSlopes(taps, trace.last(), outputSlopes, outputs, scratch, first);
    }
    if (m_attention) {
        m_attention->backward(m_kernels, trace.hidden2, shape.images, slopes2, weights);
    }
    kernels.mask(operandData<Operand>(slopes2), operandData<Operand>(trace.hidden2), pixels, wide,
                 m_bias2Slopes.template data_ptr<float>());

    auto slopes1 = scratch.take("slopes1", {pixels, wide}, operandType<Operand>);
    torch::mm_out(slopes1, slopes2, m_weight2);
    if (!frozen) {
        addProduct<Operand>(m_kernels, slopes2.t(), trace.hidden1, m_weight2Slopes, scratch, first);
    }
    kernels.mask(operandData<Operand>(slopes1), operandData<Operand>(trace.hidden1), pixels, wide,
                 m_bias1Slopes.template data_ptr<float>());

    if (!frozen) {
        addProduct<Operand>(m_kernels, slopes1.t(), spreadInput(input, scratch).t(), m_weight1Slopes, scratch, first);
    }
    const auto rows = 9 * shape.channels;  // nobody asks for the condition's slopes
    auto spreadSlopes = scratch.take("spread", {rows, pixels}, operandType<Operand>);
    torch::mm_out(spreadSlopes, m_weight1.narrow(1, 0, rows).t(), slopes1.t());
    kernels.gather(operandData<Operand>(spreadSlopes), shape, -1, nullptr, nullptr, aSlopes);
}

template class NetworkPass<float>;
template class NetworkPass<std::uint16_t>;

}  // namespace facet::train
