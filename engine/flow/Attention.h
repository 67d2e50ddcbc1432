// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <torch/torch.h>

namespace facet::flow {

/// What every position of a plane makes of all others, added to what it is itself. h is [B, N, width], one row a
/// position:
///
///     h + concat over heads of (softmax(Q·Kᵀ/√d + P)·V) · outputᵀ,     [Q, K, V] = h · qkvᵀ
///
/// qkv [3·inner, width], positions P [Heads, N, N] (row: who looks, column: at whom), output [width, inner]; d =
/// inner / Heads. Scaled dot products by heads are Vaswani et al. 2017's (arXiv 1706.03762, section 3.2); that P,
/// learnt, stands in the place of position codes is for faces that are aligned: an eye may always look at the other
/// one.
torch::Tensor attended(const torch::Tensor& h, const torch::Tensor& qkv, const torch::Tensor& positions,
                       const torch::Tensor& output);

/// attended() over a plane of side², for the hidden channels of a coupling network (Ho et al. 2019, Flow++, arXiv
/// 1902.00275, section 3.3). Queries, keys and values have half of the width, as values have in SAGAN (Zhang et al.
/// 2019, arXiv 1805.08318), and as there the outcome begins at 0: a network that attends starts as one that does not.
///
/// Parameters: `qkv`, `positions`, `output`. Throws std::invalid_argument for a width that heads do not divide.
class Attention : public torch::nn::Module {
 public:
    static constexpr std::int64_t Heads = 4;
    /// Sides beyond it would cost more than the convolutions: positions look at each other in pairs.
    static constexpr std::int64_t MostSide = 8;

    Attention(std::int64_t width, std::int64_t side);

    torch::Tensor forward(const torch::Tensor& h);  ///< [B, width, side, side] → the same shape

    torch::Tensor qkv;
    torch::Tensor positions;
    torch::Tensor output;
};

}  // namespace facet::flow
