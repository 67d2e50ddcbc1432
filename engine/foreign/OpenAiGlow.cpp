// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/foreign/ForeignGlow.h"

#include <algorithm>

namespace facet::foreign {
namespace {

using torch::Tensor;

const std::string FirstBias = "0/0/actnorm_center/b";
const std::string Label = "prior/y_emb/";

/// Names as below "model/", whatever scope they stand in, without the ":0" of variables.
Weights plainNames(const Weights& weights) {
    Weights stripped;
    for (const auto& [name, tensor] : weights) {
        stripped[name.ends_with(":0") ? name.substr(0, name.size() - 2) : name] = tensor;
    }
    const auto first = std::find_if(stripped.begin(), stripped.end(),
                                    [](const auto& entry) { return entry.first.ends_with("/" + FirstBias); });
    if (first == stripped.end()) {
        return {};
    }
    const auto scope = first->first.substr(0, first->first.size() - FirstBias.size());
    Weights plain;
    for (const auto& [name, tensor] : stripped) {
        if (name.starts_with(scope)) {
            plain[name.substr(scope.size())] = tensor;
        }
    }
    return plain;
}

std::string stepOf(std::int64_t level, std::int64_t step) {
    return std::to_string(level) + "/" + std::to_string(step) + "/";
}

constexpr Layout Names = {stepOf, {"actnorm_center/b", 3}, {"f1/l_1/W", 3}, {"f1/l_last/W", 3}};

/// Whether the model mirrors the channels, which takes no tensor.
bool isMirroring(const Weights& w) {
    return std::none_of(w.begin(), w.end(), [](const auto& entry) {
        return entry.first.find("/invconv/") != std::string::npos || entry.first.find("/shuffle/") != std::string::npos;
    });
}

/// out[o] = Σ in[i]·W[i, o]; out[o] = in[order[o]] where the model has a fixed order.
Tensor matrixOf(const ForeignGlow& glow, const Weights& w, const std::string& step, std::int64_t c) {
    const auto name = step + "invconv/";
    const auto identity = torch::eye(c, torch::kFloat64);
    if (w.contains(name + "W")) {
        return glow.take(name + "W", {c, c}).t();
    }
    if (w.contains(name + "L")) {
        const auto diagonal = glow.take(name + "sign_S", {c}) * glow.take(name + "log_S", {c}).exp();
        const auto lower = glow.take(name + "L", {c, c}).tril(-1) + identity;
        const auto upper = glow.take(name + "U", {c, c}).triu(1) + torch::diag(diagonal);
        return glow.take(name + "P", {c, c}).mm(lower).mm(upper).t();
    }
    if (w.contains(step + "shuffle/indices")) {
        const auto order = glow.take(step + "shuffle/indices", {c}).to(torch::kInt64);
        if (!order.argsort().argsort().equal(order)) {
            throw Refusal("the tensor " + step + "shuffle/indices is no order of channels");
        }
        return identity.index_select(0, order);
    }
    if (!isMirroring(w)) {
        throw Refusal("has no order of channels for the step " + step + ", but has one for others");
    }
    return identity.flip(0);
}

struct Convolution {
    Tensor weight;  // [out, in, 3, 3]
    Tensor edge;    // [out, 3, 3]
};

/// Of a kernel [3, 3, in + 1, out], or [3, 3, in, out] where the model pads with zeros.
Convolution convolutionOf(const ForeignGlow& glow, const Weights& w, const std::string& name, std::int64_t in,
                          std::int64_t out) {
    const bool edged = extentOf(w, name, 2) == in + 1;
    const auto kernel = glow.take(name, {3, 3, edged ? in + 1 : in, out}).permute({3, 2, 0, 1});
    return {kernel.narrow(1, 0, in), edged ? kernel.select(1, in) : torch::zeros({out, 3, 3}, torch::kFloat64)};
}

/// 0, 2, 4 … 1, 3, 5 …
Tensor unwoven(std::int64_t count) {
    return torch::arange(count).view({-1, 2}).t().flatten();
}

void setZeroConvolution(ForeignGlow& glow, const Weights& w, const std::string& to, const std::string& from,
                        std::int64_t in, const Tensor& order) {
    const auto out = order.size(0);
    const auto convolution = convolutionOf(glow, w, from + "W", in, out);
    glow.set(to + "weight", convolution.weight.index_select(0, order));
    glow.set(to + "edge", convolution.edge.index_select(0, order));
    glow.set(to + "bias", glow.take(from + "b", {1, 1, 1, out}).flatten().index_select(0, order));
    glow.set(to + "log_scale", glow.take(from + "logs", {1, out}).flatten().index_select(0, order));
}

Tensor scaleOf(const ForeignGlow& glow, const std::string& actnorm, std::int64_t c) {
    return (glow.take(actnorm + "_scale/logs", {1, 1, 1, c}).flatten() * 3).exp();
}

void setStep(ForeignGlow& glow, const Weights& w, std::int64_t l, std::int64_t k) {
    const auto& a = glow.architecture();
    const auto c = a.channelsAt(l);
    const auto width = a.widths[l];
    const auto from = stepOf(l, k);
    const auto to = "level" + std::to_string(l) + ".step" + std::to_string(k) + ".";
    if (w.contains(from + "f1/l_1/context/W")) {
        throw Refusal("is a model under a condition, which is not supported");
    }
    const auto bias = [&](const std::string& actnorm, std::int64_t count) {
        return glow.take(actnorm + "_center/b", {1, 1, 1, count}).flatten();
    };
    glow.set(to + "actnorm.bias", bias(from + "actnorm", c));
    glow.set(to + "actnorm.log_scale", scaleOf(glow, from + "actnorm", c).log());
    glow.set(to + "permutation.weight", matrixOf(glow, w, from, c));
    const auto net = from + "f1/";
    const auto coupling = to + "coupling.";
    const auto first = convolutionOf(glow, w, net + "l_1/W", c / 2, width);
    const auto scale1 = scaleOf(glow, net + "l_1/actnorm", width);
    glow.set(coupling + "conv1.weight", first.weight * scale1.view({-1, 1, 1, 1}));
    glow.set(coupling + "conv1.edge", first.edge * scale1.view({-1, 1, 1}));
    glow.set(coupling + "conv1.bias", bias(net + "l_1/actnorm", width) * scale1);
    const auto second = glow.take(net + "l_2/W", {1, 1, width, width}).permute({3, 2, 0, 1});
    const auto scale2 = scaleOf(glow, net + "l_2/actnorm", width);
    glow.set(coupling + "conv2.weight", second * scale2.view({-1, 1, 1, 1}));
    glow.set(coupling + "conv2.bias", bias(net + "l_2/actnorm", width) * scale2);
    const bool affine = a.coupling == flow::CouplingKind::Affine;
    setZeroConvolution(glow, w, coupling + "conv3.", net + "l_last/", width,
                       affine ? unwoven(c) : torch::arange(c / 2));
}

/// What the top convolution says of zeros: contiguous, not alternating. A label, where the model wants one, is the
/// first.
void setTopPrior(ForeignGlow& glow, const Weights& w, std::int64_t c) {
    const std::string top = "prior/p/";
    auto plain = torch::zeros({2 * c}, torch::kFloat64);
    if (w.contains(top + "W")) {
        const auto scale = (glow.take(top + "logs", {1, 2 * c}).flatten() * 3).exp();
        plain = glow.take(top + "b", {1, 1, 1, 2 * c}).flatten() * scale;
        const auto edge = convolutionOf(glow, w, top + "W", 2 * c, 2 * c).edge * scale.view({-1, 1, 1});
        glow.set("top_edge", edge.view({2, c, 3, 3}));
    }
    if (const auto labels = extentOf(w, Label + "W", 0); labels > 0) {
        const auto said = glow.take(Label + "W", {labels, 2 * c})[0] + glow.take(Label + "b", {1, 2 * c})[0];
        plain = plain + said * (glow.take(Label + "logs", {1, 2 * c})[0] * 3).exp();
    }
    glow.set("top_prior", plain.view({2, c}));
}

}  // namespace

bool isOpenAi(const Weights& weights) {
    return !plainNames(weights).empty();
}

std::int64_t openAiLabels(const Weights& weights) {
    return extentOf(plainNames(weights), Label + "W", 0);
}

std::shared_ptr<flow::Glow> openAiGlow(const Weights& weights, const Unsaid& unsaid) {
    const auto w = plainNames(weights);
    ForeignGlow glow(w, architectureOf(w, unsaid, Names));
    const auto& a = glow.architecture();
    for (std::int64_t l = 0; l < a.levels(); ++l) {
        for (std::int64_t k = 0; k < a.steps[l]; ++k) {
            setStep(glow, w, l, k);
        }
        const auto c = a.channelsAt(l);
        if (l + 1 < a.levels()) {
            setZeroConvolution(glow, w, "level" + std::to_string(l) + ".prior.", "pool" + std::to_string(l) + "/conv/",
                               c / 2, unwoven(c));
        } else {
            setTopPrior(glow, w, c);
        }
    }
    return glow.finished();
}

}  // namespace facet::foreign
