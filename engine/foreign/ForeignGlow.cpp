// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/foreign/ForeignGlow.h"

namespace facet::foreign {
namespace {

/// Of a flow's matrices and kernels, which every program stores in full.
std::int64_t leastValues(const flow::Architecture& a) {
    std::int64_t sum = 0;
    for (std::int64_t l = 0; l < a.levels(); ++l) {
        const auto channels = a.channelsAt(l);
        const auto width = a.widths[l];
        const auto outputs = a.coupling == flow::CouplingKind::Affine ? channels : channels / 2;
        sum += a.steps[l] * (9 * channels / 2 * width + width * width + 9 * width * outputs);
    }
    return sum;
}

}  // namespace

flow::Architecture architectureOf(const Weights& weights, const Unsaid& unsaid, const Layout& layout) {
    const auto has = [&](std::int64_t level, std::int64_t step) {
        return weights.contains(layout.stepOf(level, step) + layout.channels.name);
    };
    const auto extent = [&](std::int64_t level, const Layout::Extent& of) {
        return extentOf(weights, layout.stepOf(level, 0) + of.name, of.dimension);
    };
    flow::Architecture a;
    a.image = unsaid.image;
    a.bits = unsaid.bits;
    a.channels = extent(0, layout.channels) / 4;
    for (std::int64_t l = 0; has(l, 0); ++l) {
        std::int64_t steps = 1;
        while (has(l, steps)) {
            ++steps;
        }
        a.steps.push_back(steps);
        a.widths.push_back(extent(l, layout.width));
    }
    const bool affine = extent(0, layout.outputs) == a.channelsAt(0);
    a.coupling = affine ? flow::CouplingKind::Affine : flow::CouplingKind::Additive;
    return a;
}

ForeignGlow::ForeignGlow(const Weights& weights, flow::Architecture architecture) : m_weights(weights) {
    architecture.permutation = flow::PermutationKind::Conv1x1;
    architecture.padding = flow::Padding::EdgeBias;
    architecture.leastScale = 0;
    try {
        architecture.check();
    } catch (const std::invalid_argument& error) {
        throw Refusal(error.what());
    }
    std::int64_t held = 0;
    for (const auto& [name, tensor] : weights) {
        held += tensor.numel();
    }
    if (leastValues(architecture) > held) {
        throw Refusal("names more steps than it holds weights of");
    }
    m_flow = std::make_shared<flow::Glow>(architecture);
}

torch::Tensor ForeignGlow::take(const std::string& name, const std::vector<std::int64_t>& shape) const {
    const auto found = m_weights.find(name);
    if (found == m_weights.end()) {
        throw Refusal("the tensor " + name + " is missing");
    }
    if (found->second.sizes() != shape) {
        throw Refusal("the tensor " + name + " does not have the shape that the others ask for");
    }
    auto values = found->second.to(torch::kFloat64);
    if (!torch::isfinite(values).all().item<bool>()) {
        throw Refusal("the tensor " + name + " holds values that are not finite");
    }
    return values;
}

void ForeignGlow::set(const std::string& parameter, const torch::Tensor& value) {
    const torch::NoGradGuard noGrad;
    if (!torch::isfinite(value).all().item<bool>()) {
        throw Refusal("what becomes of " + parameter + " is not finite");
    }
    m_flow->named_parameters()[parameter].copy_(value);
}

std::shared_ptr<flow::Glow> ForeignGlow::finished() {
    m_flow->markInitialised();
    m_flow->eval();
    return m_flow;
}

std::int64_t extentOf(const Weights& weights, const std::string& name, std::int64_t dimension) {
    const auto found = weights.find(name);
    return found != weights.end() && found->second.dim() > dimension ? found->second.size(dimension) : 0;
}

}  // namespace facet::foreign
