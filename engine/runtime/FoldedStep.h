// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/flow/FlowStep.h"

namespace facet::runtime {

/// One step of flow as every runtime computes it: actnorm and permutation one matrix a direction (inverted once, in
/// double precision), output scales multiplied in, convolutions in the order in which neighbourhoods lie in memory. All
/// float32, contiguous, on the processor.
struct FoldedStep {
    explicit FoldedStep(const flow::FlowStep& step);

    torch::Tensor mix;        // [C, C]: W·diag(exp l)
    torch::Tensor mixBias;    // [C]: W·(b·exp l)
    torch::Tensor unmix;      // [C, C]: diag(exp −l)·W⁻¹
    torch::Tensor unmixBias;  // [C]: −b
    torch::Tensor conv1;      // [width, 9, C/2], [i, j, channel]
    torch::Tensor conv1Bias;  // [width]
    torch::Tensor conv1Edge;  // [9, width]: what taps add that lie outside; not defined without an edge bias
    torch::Tensor conv2;      // [width, width]
    torch::Tensor conv2Bias;  // [width]
    torch::Tensor conv3;      // [9·outputs, width]: every tap a 1×1 convolution, whose results are added up
    torch::Tensor conv3Bias;  // [outputs]
    torch::Tensor conv3Edge;  // [9, outputs]; as conv1Edge
    // Where the network attends; not defined elsewhere. See flow::attended().
    torch::Tensor qkv;             // [3·inner, width], the queries divided by √d
    torch::Tensor positions;       // [heads, pixels, pixels]
    torch::Tensor conv3Attention;  // [9·outputs, inner]: conv3 after the heads' output
};

/// A split's prior likewise.
struct FoldedPrior {
    explicit FoldedPrior(const flow::ZeroConv2d& convolution);

    torch::Tensor weight;  // [C, 9, C/2]: means, then log deviations
    torch::Tensor bias;    // [C]
    torch::Tensor edge;    // [9, C]; as conv1Edge
};

/// Detached, float32, contiguous, on the processor.
torch::Tensor plain(const torch::Tensor& tensor);

}  // namespace facet::runtime
