// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/flow/EdgeBias.h"

namespace facet::flow {

torch::Tensor edgeBias(const torch::Tensor& edge, std::int64_t height, std::int64_t width) {
    auto outside = torch::ones({1, 1, height + 2, width + 2}, edge.options());
    outside.narrow(2, 1, height).narrow(3, 1, width).zero_();
    return torch::conv2d(outside, edge.unsqueeze(1));
}

}  // namespace facet::flow
