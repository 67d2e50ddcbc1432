// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/latent/Latent.h"

#include <stdexcept>

namespace facet::latent {

torch::Tensor flatten(const flow::Eps& eps) {
    std::vector<torch::Tensor> parts;
    for (const auto& level : eps) {
        parts.push_back(level.flatten(1));
    }
    return torch::cat(parts, 1);
}

std::vector<std::int64_t> levelOffsets(const flow::Architecture& architecture) {
    std::vector<std::int64_t> offsets = {0};
    for (std::int64_t l = 0; l < architecture.levels(); ++l) {
        const auto shape = architecture.epsShape(l);
        offsets.push_back(offsets.back() + shape[0] * shape[1] * shape[2]);
    }
    return offsets;
}

flow::Eps unflatten(const torch::Tensor& flat, const flow::Architecture& architecture) {
    const auto offsets = levelOffsets(architecture);
    if (flat.dim() != 2 || flat.size(1) != offsets.back()) {
        throw std::invalid_argument("unflatten: wanted [B, " + std::to_string(offsets.back()) + "] latents");
    }
    flow::Eps eps;
    for (std::int64_t l = 0; l < architecture.levels(); ++l) {
        auto shape = architecture.epsShape(l);
        shape.insert(shape.begin(), flat.size(0));
        eps.push_back(flat.slice(1, offsets[l], offsets[l + 1]).reshape(shape));
    }
    return eps;
}

}  // namespace facet::latent
