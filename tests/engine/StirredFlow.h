// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/flow/Glow.h"

namespace facet::test {

/// A flow that is not the identity anywhere.
inline std::shared_ptr<flow::Glow> stirred(const flow::Architecture& a, double by = 0.1) {
    torch::manual_seed(5);
    auto glow = std::make_shared<flow::Glow>(a);
    const torch::NoGradGuard noGrad;
    for (auto& p : glow->parameters()) {
        p.add_(torch::randn_like(p), by);
    }
    glow->eval();
    return glow;
}

/// Widths that fill no vector up, levels from one pixel a side on.
inline flow::Architecture smallForm(flow::PermutationKind permutation, flow::CouplingKind coupling,
                                    std::int64_t image = 16, std::vector<std::int64_t> widths = {8, 37}) {
    flow::Architecture a;
    a.image = image;
    a.steps = {2, 3};
    a.widths = std::move(widths);
    a.permutation = permutation;
    a.coupling = coupling;
    return a;
}

inline std::shared_ptr<flow::Glow> stirred(flow::PermutationKind permutation, flow::CouplingKind coupling,
                                           std::int64_t image = 16, std::vector<std::int64_t> widths = {8, 37}) {
    return stirred(smallForm(permutation, coupling, image, std::move(widths)));
}

/// Of other people's form: edge biases, and scales down to 0, with which flows explode if they are stirred much.
inline std::shared_ptr<flow::Glow> stirredWithEdges(flow::CouplingKind coupling, std::int64_t image = 16,
                                                    std::vector<std::int64_t> widths = {8, 37}) {
    auto a = smallForm(flow::PermutationKind::Conv1x1, coupling, image, std::move(widths));
    a.padding = flow::Padding::EdgeBias;
    a.leastScale = 0;
    return stirred(a, 0.04);
}

inline double worst(const flow::Eps& a, const flow::Eps& b) {
    double most = 0;
    for (std::size_t l = 0; l < a.size(); ++l) {
        const double difference = (a[l] - b[l]).abs().max().item<double>();
        most = difference <= most ? most : difference;  // NaN is the worst
    }
    return most;
}

}  // namespace facet::test
