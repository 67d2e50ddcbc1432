// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/train/ModulePass.h"

#include "engine/train/pass/FlowPass.h"

namespace facet::train {

using torch::Tensor;

ModulePass::ModulePass(flow::Glow& flow, FlatParameters& parameters, const Options& options)
    : m_flow(flow), m_frozen(options.frozen), m_slopes(torch::zeros_like(parameters.values())) {
    m_flow.train();
    m_flow.rebuildActivations(options.rebuild);
    m_flow.computeNetworksIn(options.bfloat16 ? torch::kBFloat16 : torch::kFloat32);
    for (auto& p : m_flow.named_parameters()) {
        p.value().requires_grad_(!m_frozen);
        if (!m_frozen) {
            p.value().mutable_grad() = parameters.shaped(m_slopes, p.key());  // autograd adds to what is there
        }
    }
}

Tensor ModulePass::logProbAndSlopes(const Tensor& x) {
    m_slopes.zero_();
    m_x = x.detach().requires_grad_(m_frozen);
    const auto logProb = m_flow.logProb(m_x).sum(torch::kFloat64);
    (-logProb).backward();
    return logProb.detach();
}

Tensor ModulePass::imageSlopes() const {
    return m_x.grad().narrow(1, 0, m_flow.architecture().channels);
}

std::unique_ptr<DensityPass> densityPass(flow::Glow& flow, FlatParameters& parameters, const TrainConfig& config,
                                         const Hardware& hardware, bool frozen) {
    const bool half = inBfloat16(config, hardware);
    if (!hardware.device) {
        return std::make_unique<FlowPass>(flow, parameters,
                                          PassOptions{half, config.rebuild, frozen, hardware.threads});
    }
    FlowPass::requireKnown(flow.architecture());
    return std::make_unique<ModulePass>(flow, parameters, ModulePass::Options{half, config.rebuild, frozen});
}

}  // namespace facet::train
