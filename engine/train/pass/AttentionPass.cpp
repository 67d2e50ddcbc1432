// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/train/pass/AttentionPass.h"

#include "engine/flow/Attention.h"

namespace facet::train {

using torch::Tensor;

namespace {

/// [images · side², width] → [images, side², width].
Tensor byImages(const Tensor& rows, std::int64_t images) {
    return rows.view({images, -1, rows.size(1)});
}

}  // namespace

template <class Operand>
AttentionPass<Operand>::AttentionPass(const ParameterViews<Operand>& views, const std::string& name) {
    for (const auto* parameter : {".qkv", ".positions", ".output"}) {
        m_weights.push_back(views.parameters.shaped(views.operands, name + parameter));
        m_weightSlopes.push_back(views.parameters.part(views.slopes, name + parameter));
    }
}

template <class Operand>
void AttentionPass<Operand>::forward(const Tensor& hidden, std::int64_t images, const Tensor& result) const {
    const torch::NoGradGuard noGrad;
    byImages(result, images).copy_(flow::attended(byImages(hidden, images), m_weights[0], m_weights[1], m_weights[2]));
}

template <class Operand>
void AttentionPass<Operand>::backward(const PassKernels& kernels, const Tensor& hidden, std::int64_t images,
                                      const Tensor& slopes, WeightSlopes weights) const {
    const torch::AutoGradMode withGraph(true);
    std::vector<Tensor> inputs = {byImages(hidden, images)};
    inputs.insert(inputs.end(), m_weights.begin(), m_weights.end());
    for (auto& input : inputs) {
        input = input.detach().requires_grad_();
    }
    const auto result = flow::attended(inputs[0], inputs[1], inputs[2], inputs[3]);
    const auto wanted = weights == WeightSlopes::None ? std::vector<Tensor>{inputs[0]} : inputs;
    const auto gradients = torch::autograd::grad({result}, wanted, {byImages(slopes, images)});
    byImages(slopes, images).copy_(gradients[0]);
    for (std::size_t i = 0; i + 1 < gradients.size(); ++i) {
        const auto part = gradients[i + 1].contiguous();
        networkKernels<Operand>(kernels).accumulate(m_weightSlopes[i].template data_ptr<float>(),
                                                    operandData<Operand>(part), static_cast<std::size_t>(part.numel()),
                                                    weights == WeightSlopes::Set);
    }
}

template class AttentionPass<float>;
template class AttentionPass<std::uint16_t>;

}  // namespace facet::train
