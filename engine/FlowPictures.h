// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/Image.h"

#include <torch/types.h>

#include <vector>

namespace facet {

/// Samples of a picture [1, 3, S, S] in flow units, 0 … 1. Held inside the range that a picture has, so that black and
/// white do not drift.
std::vector<float> toPlanes(const torch::Tensor& picture);
/// Its inverse.
torch::Tensor fromPlanes(const std::vector<float>& planes, int side);

/// A picture [3, S, S] in flow units as RGB of 8 bits.
Image toImage(const torch::Tensor& picture);

}  // namespace facet
