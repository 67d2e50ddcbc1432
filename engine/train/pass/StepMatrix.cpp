// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/train/pass/StepMatrix.h"

namespace facet::train {

StepMatrix::StepMatrix(std::shared_ptr<flow::FlowStep> step, std::string name, std::int64_t pixels)
    : m_step(std::move(step)), m_name(std::move(name)), m_pixels(pixels) {}

void StepMatrix::refresh() {
    const torch::AutoGradMode withGraph(true);
    const auto w = m_step->permutation->weight();
    const auto scale = m_step->actnorm->logScale.exp();
    m_matrix = w * scale;
    m_offset = w.mv(scale * m_step->actnorm->bias);
    const auto logDet = m_step->actnorm->logScale.sum() + m_step->permutation->logAbsDeterminant();
    m_logDet = logDet * static_cast<double>(m_pixels);
    m_plainMatrix = m_matrix.detach();
    m_plainOffset = m_offset.detach().unsqueeze(1);
    const auto exact = torch::linalg_inv(m_plainMatrix.to(torch::kFloat64));
    m_inverse = exact.to(torch::kFloat32);
    m_inverseOffset = exact.mm(m_plainOffset.to(torch::kFloat64)).neg().to(torch::kFloat32);
    m_plainLogDet = m_logDet.item<double>();
}

void StepMatrix::addSlopes(const torch::Tensor& matrixSlopes, const torch::Tensor& offsetSlopes, double logDetSlope,
                           const FlatParameters& parameters, const torch::Tensor& slopes) {
    std::vector<torch::Tensor> inputs;
    std::vector<std::string> names;
    const auto collect = [&](const torch::nn::Module& module, const std::string& prefix) {
        for (const auto& p : module.named_parameters()) {
            inputs.push_back(p.value());
            names.push_back(prefix + p.key());
        }
    };
    collect(*m_step->actnorm, m_name + ".actnorm.");
    collect(*m_step->permutation, m_name + ".permutation.");
    const auto gradients = torch::autograd::grad({m_matrix, m_offset, m_logDet}, inputs,
                                                 {matrixSlopes, offsetSlopes, torch::full_like(m_logDet, logDetSlope)},
                                                 /*retain_graph=*/false);
    for (std::size_t i = 0; i < names.size(); ++i) {
        parameters.shaped(slopes, names[i]).add_(gradients[i]);
    }
}

}  // namespace facet::train
