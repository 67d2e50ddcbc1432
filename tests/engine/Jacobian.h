// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/flow/Glow.h"

#include <cmath>
#include <numbers>
#include <vector>

namespace facet::test {

/// log |det ∂y/∂x| by autograd, a row of the Jacobian for each value of y; x of one image asks for its gradient.
inline double logDetOfJacobian(const torch::Tensor& y, const torch::Tensor& x) {
    const auto flat = y.flatten();
    std::vector<torch::Tensor> rows;
    for (std::int64_t i = 0; i < flat.numel(); ++i) {
        rows.push_back(torch::autograd::grad({flat[i]}, {x}, {}, /*retain_graph=*/true)[0].flatten());
    }
    return std::get<1>(torch::linalg_slogdet(torch::stack(rows))).item<double>();
}

/// The change of variables: log p(x) = log N(eps; 0, 1) + log |det ∂eps/∂x|, whatever the splits and priors in between
/// do. A condition among the latents is not to be in `eps`.
inline double logProbByJacobian(const std::vector<torch::Tensor>& eps, const torch::Tensor& x) {
    std::vector<torch::Tensor> parts;
    for (const auto& level : eps) {
        parts.push_back(level.flatten());
    }
    const auto flat = torch::cat(parts);
    const double normal = -0.5 * flat.square().sum().item<double>() -
                          static_cast<double>(flat.numel()) * 0.5 * std::log(2 * std::numbers::pi);
    return normal + logDetOfJacobian(flat, x);
}

}  // namespace facet::test
