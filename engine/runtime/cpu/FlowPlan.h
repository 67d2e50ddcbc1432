// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/flow/Glow.h"
#include "engine/runtime/cpu/PackedMatrix.h"

#include <vector>

namespace facet::runtime::cpu {

/// One step of flow, folded: actnorm and permutation are one matrix a direction (inverted once, in double precision).
struct StepPlan {
    PackedMatrix mix;    // [C, C]: W·diag(exp l), W·(b·exp l)
    PackedMatrix unmix;  // [C, C]: diag(exp −l)·W⁻¹, −b
    PackedMatrix conv1;  // [width, 9·seenChannels]
    PackedMatrix conv2;  // [width, width]
    PackedMatrix conv3;  // [9·outputs, width]: every tap a 1×1 convolution, for Combination to add up. Where the
                         // network attends, [9·outputs, width padded + inner]: it reads what the heads say, too
    Buffer bias3;        // [outputs]
    Buffer edge3;        // [9, outputs padded], or empty
    PackedMatrix qkv;    // [3·inner, width]; empty where the network does not attend
    Buffer positions;    // [heads, pixels, pixels], or empty

    bool attends() const { return qkv.columns() > 0; }
    int inner() const { return qkv.columns() / 3; }  ///< of all heads
};

struct LevelPlan {
    int side;       // of the level's squeezed planes
    int channels;   // C
    int outputs;    // of the coupling networks: C, or C/2 where couplings are additive
    int condition;  // channels that the coupling networks see beside a
    int edge;       // 1 with an edge bias: a channel that is 1 on a plane's border and 0 inside; otherwise 0
    std::vector<StepPlan> steps;
    PackedMatrix prior;  // [C, 9·priorChannels]: mean and log sd; empty at the last level

    int half() const { return channels / 2; }
    /// Of the planes that the coupling networks' convolutions read, and the prior's.
    int seenChannels() const { return half() + condition + edge; }
    int priorChannels() const { return half() + edge; }
    int pixels() const { return side * side; }
    /// Of a plane with a border of one pixel.
    int planePixels() const { return (side + 2) * (side + 2); }
    /// The pixel's place in such a plane.
    std::size_t bordered(int pixel) const {
        return static_cast<std::size_t>(pixel / side + 1) * (side + 2) + pixel % side + 1;
    }
};

/// A trained flow as the kernels compute it. Immutable; a copy of the weights, which take the operands' size.
struct FlowPlan {
    FlowPlan(const flow::Glow& flow, const Kernels& hidden, const Kernels& exact);

    std::size_t bytes() const;

    const Kernels* hidden;  // of the coupling networks
    const Kernels* exact;   // of everything else: float32
    bool affine;
    float leastScale;  // of affine couplings
    int image;
    int imageChannels;
    int condition;  // channels of the picture that the flow is conditional on
    std::vector<LevelPlan> levels;
    Buffer topMean;  // [C, pixels] of the last level
    Buffer topSd;
};

}  // namespace facet::runtime::cpu
