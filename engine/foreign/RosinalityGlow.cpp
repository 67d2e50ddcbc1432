// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/foreign/ForeignGlow.h"

namespace facet::foreign {
namespace {

using torch::Tensor;

std::string blockOf(std::int64_t level) {
    return "blocks." + std::to_string(level) + ".";
}
std::string flowOf(std::int64_t level, std::int64_t step) {
    return blockOf(level) + "flows." + std::to_string(step) + ".";
}

/// A model that was trained on several GPUs has names behind "module.".
Weights withoutWrapper(const Weights& weights) {
    const std::string wrapper = "module.";
    Weights plain;
    for (const auto& [name, tensor] : weights) {
        plain[name.starts_with(wrapper) ? name.substr(wrapper.size()) : name] = tensor;
    }
    return plain;
}

constexpr Layout Names = {flowOf, {"actnorm.loc", 1}, {"coupling.net.0.weight", 0}, {"coupling.net.4.conv.weight", 0}};

/// `invconv`: a matrix, or P·(L + 1)·(U + diag(sign·exp s)).
Tensor matrixOf(const ForeignGlow& glow, const Weights& w, const std::string& name, std::int64_t c) {
    if (w.contains(name + "weight")) {
        return glow.take(name + "weight", {c, c, 1, 1}).view({c, c});
    }
    const auto lower = glow.take(name + "w_l", {c, c}).tril(-1) + torch::eye(c, torch::kFloat64);
    const auto diagonal = glow.take(name + "s_sign", {c}) * glow.take(name + "w_s", {c}).exp();
    const auto upper = glow.take(name + "w_u", {c, c}).triu(1) + torch::diag(diagonal);
    return glow.take(name + "w_p", {c, c}).mm(lower).mm(upper);
}

/// A zero convolution, its outputs in another order where there is one. Padding with ones is an edge bias: every tap
/// outside meets a one in each channel.
void setZeroConvolution(ForeignGlow& glow, const std::string& to, const std::string& from, std::int64_t in,
                        const Tensor& order) {
    const auto out = order.size(0);
    const auto weight = glow.take(from + "conv.weight", {out, in, 3, 3}).index_select(0, order);
    glow.set(to + "weight", weight);
    glow.set(to + "edge", weight.sum(1));
    glow.set(to + "bias", glow.take(from + "conv.bias", {out}).index_select(0, order));
    glow.set(to + "log_scale", glow.take(from + "scale", {1, out, 1, 1}).flatten().index_select(0, order));
}

void setStep(ForeignGlow& glow, const Weights& w, std::int64_t l, std::int64_t k) {
    const auto& a = glow.architecture();
    const auto c = a.channelsAt(l);
    const auto width = a.widths[l];
    const auto from = flowOf(l, k);
    const auto to = "level" + std::to_string(l) + ".step" + std::to_string(k) + ".";
    const auto scale = glow.take(from + "actnorm.scale", {1, c, 1, 1}).flatten();
    glow.set(to + "actnorm.bias", glow.take(from + "actnorm.loc", {1, c, 1, 1}).flatten());
    glow.set(to + "actnorm.log_scale", scale.abs().log());
    // Its actnorm may turn a channel over, ours cannot.
    glow.set(to + "permutation.weight", matrixOf(glow, w, from + "invconv.", c) * scale.sign());
    const auto net = from + "coupling.net.";
    const auto coupling = to + "coupling.";
    glow.set(coupling + "conv1.weight", glow.take(net + "0.weight", {width, c / 2, 3, 3}));
    glow.set(coupling + "conv1.bias", glow.take(net + "0.bias", {width}));
    glow.set(coupling + "conv2.weight", glow.take(net + "2.weight", {width, width, 1, 1}));
    glow.set(coupling + "conv2.bias", glow.take(net + "2.bias", {width}));
    const bool affine = a.coupling == flow::CouplingKind::Affine;
    const auto order = affine ? torch::arange(c).roll(c / 2) : torch::arange(c / 2);  // (r, t) → (t, r)
    setZeroConvolution(glow, coupling + "conv3.", net + "4.", width, order);
}

/// What the last block's zero convolution says of zeros.
void setTopPrior(ForeignGlow& glow, const std::string& from, std::int64_t c) {
    const auto scale = (glow.take(from + "scale", {1, 2 * c, 1, 1}).flatten() * 3).exp();
    const auto edge = glow.take(from + "conv.weight", {2 * c, c, 3, 3}).sum(1) * scale.view({-1, 1, 1});
    glow.set("top_prior", (glow.take(from + "conv.bias", {2 * c}) * scale).view({2, c}));
    glow.set("top_edge", edge.view({2, c, 3, 3}));
}

}  // namespace

bool isRosinality(const Weights& weights) {
    return withoutWrapper(weights).contains(flowOf(0, 0) + Names.channels.name);
}

std::shared_ptr<flow::Glow> rosinalityGlow(const Weights& weights, const Unsaid& unsaid) {
    const auto w = withoutWrapper(weights);
    ForeignGlow glow(w, architectureOf(w, unsaid, Names));
    const auto& a = glow.architecture();
    for (std::int64_t l = 0; l < a.levels(); ++l) {
        for (std::int64_t k = 0; k < a.steps[l]; ++k) {
            setStep(glow, w, l, k);
        }
        const auto c = a.channelsAt(l);
        if (l + 1 < a.levels()) {
            setZeroConvolution(glow, "level" + std::to_string(l) + ".prior.", blockOf(l) + "prior.", c / 2,
                               torch::arange(c));
        } else {
            setTopPrior(glow, blockOf(l) + "prior.", c);
        }
    }
    return glow.finished();
}

}  // namespace facet::foreign
