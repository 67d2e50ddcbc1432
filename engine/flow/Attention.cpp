// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/flow/Attention.h"

#include <cmath>
#include <stdexcept>

namespace facet::flow {

using torch::Tensor;

Tensor attended(const Tensor& h, const Tensor& qkv, const Tensor& positions, const Tensor& output) {
    const auto batch = h.size(0);
    const auto count = h.size(1);
    const auto inner = output.size(1);
    const auto depth = inner / Attention::Heads;
    const auto parts = torch::matmul(h, qkv.t()).view({batch, count, 3, Attention::Heads, depth});
    const auto byHeads = parts.permute({2, 0, 3, 1, 4});  // [3, B, Heads, N, d]
    const auto scores = torch::matmul(byHeads[0] / std::sqrt(static_cast<double>(depth)), byHeads[1].transpose(2, 3));
    const auto mixed = torch::matmul(torch::softmax(scores + positions, -1), byHeads[2]);
    return h + torch::matmul(mixed.transpose(1, 2).reshape({batch, count, inner}), output.t());
}

Attention::Attention(std::int64_t width, std::int64_t side) {
    if (width % (2 * Heads) != 0 || side < 1) {
        throw std::invalid_argument("Attention: wanted a width that 8 divides and a side of at least 1, got " +
                                    std::to_string(width) + " and " + std::to_string(side));
    }
    const auto inner = width / 2;
    const auto count = side * side;
    qkv = register_parameter("qkv", torch::randn({3 * inner, width}) * 0.05);
    positions = register_parameter("positions", torch::zeros({Heads, count, count}));
    output = register_parameter("output", torch::zeros({width, inner}));
}

Tensor Attention::forward(const Tensor& h) {
    if (h.dim() != 4 || h.size(2) * h.size(3) != positions.size(1)) {
        throw std::invalid_argument("Attention::forward: wanted planes of " + std::to_string(positions.size(1)) +
                                    " positions, got " + c10::str(h.sizes()));
    }
    const auto rows = h.flatten(2).transpose(1, 2);
    return attended(rows, qkv, positions, output).transpose(1, 2).reshape(h.sizes());
}

}  // namespace facet::flow
