// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/flow/Dequantiser.h"
#include "engine/flow/Glow.h"
#include "engine/train/pass/FlatParameters.h"

#include <functional>
#include <memory>
#include <vector>

namespace facet::train {

/// Mean bits/dim of pictures u8 [N, 3, pictureSide, pictureSide] at a depth of n bits, in float32 and always under the
/// same noise: uniform, or what a learnt dequantiser draws. Either is an upper bound of −log₂ P per dimension.
/// `parameters` are the flow's. `progress` gets the share done and may throw.
double meanBitsPerDim(flow::Glow& flow, FlatParameters& parameters, const torch::Tensor& pictures, int bits,
                      int threads, const std::function<void(double)>& progress,
                      flow::Dequantiser* dequantiser = nullptr);

/// The same of a pyramid's flows, finest first, over pictures of its finest side: what all levels and Haar's wavelets
/// come to together. Takes the flows' parameters over into memory of its own.
double pyramidBitsPerDim(const std::vector<std::shared_ptr<flow::Glow>>& flows, const torch::Tensor& pictures, int bits,
                         int threads, const std::function<void(double)>& progress);

}  // namespace facet::train
