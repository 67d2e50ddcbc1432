// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <torch/torch.h>

namespace facet::flow {

/// What a zero-padded 3×3 convolution gains where its taps lie outside of the plane: edge [out, 3, 3] says how much
/// each of them adds there. [1, out, height, width], zero inside.
///
/// OpenAI's Glow has it as one more input channel, which is 1 outside and 0 inside; and to pad with ones, as
/// rosinality's does, is edge = Σ weight over the input channels.
torch::Tensor edgeBias(const torch::Tensor& edge, std::int64_t height, std::int64_t width);

}  // namespace facet::flow
