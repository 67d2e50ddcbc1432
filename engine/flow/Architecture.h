// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <vector>

namespace facet::flow {

enum class PermutationKind { Reverse, Shuffle, Checkerboard, Conv1x1, Conv1x1Lu };
enum class CouplingKind { Additive, Affine };

/// What the taps of 3×3 convolutions find outside of the plane: nothing, or a value of their own (see edgeBias()).
enum class Padding { Zeros, EdgeBias };

/// What a coupling is besides its kind and sizes.
struct CouplingForm {
    std::int64_t condition = 0;  ///< channels that its network sees besides its own; see Coupling
    Padding padding = Padding::Zeros;
    double leastScale = 0.5;     ///< f of an affine coupling's scale f + (1 − f)·sigmoid(r + 2); in [0, 1)
    std::int64_t attention = 0;  ///< side of the planes that its network attends over; 0: it does not. See Attention
};

/// What a Glow is made of. `steps` and `widths` have one entry a level, the finest first.
struct Architecture {
    std::int64_t image = 64;  ///< pixels of the square image's side, a multiple of 2^levels
    std::int64_t channels = 3;
    /// Channels of a second picture c of the same side, which the coupling networks see too: p(x | c). It comes with x,
    /// as the channels behind x's own, and goes through unchanged, as the last of the latents. x then are the details
    /// of a picture twice as large whose mean is c, three channels for one of c's; see Haar. 0: none.
    std::int64_t condition = 0;
    std::vector<std::int64_t> steps;   ///< flow steps K of a level
    std::vector<std::int64_t> widths;  ///< hidden channels of its coupling networks
    PermutationKind permutation = PermutationKind::Conv1x1;
    CouplingKind coupling = CouplingKind::Affine;
    Padding padding = Padding::Zeros;
    double leastScale = 0.5;  ///< of affine couplings; as CouplingForm's
    /// Sides of the levels' planes, sideAt(), whose coupling networks attend: coarse ones, {8, 4}. None: no network
    /// does.
    std::vector<std::int64_t> attention;
    int bits = 5;  ///< depth that the density was trained at

    std::int64_t levels() const { return static_cast<std::int64_t>(steps.size()); }
    /// Channels of the level's flow steps: 4C at the finest, doubling (4·½) from level to level.
    std::int64_t channelsAt(std::int64_t level) const { return channels * 4 << level; }
    std::int64_t sideAt(std::int64_t level) const { return image >> (level + 1); }
    /// Of the condition beside the level's flow steps: squeezed as x is, but whole.
    std::int64_t conditionAt(std::int64_t level) const { return condition << 2 * (level + 1); }
    bool attendsAt(std::int64_t level) const;
    CouplingForm couplingForm(std::int64_t level) const;
    /// Of what goes in: x, and the condition behind it.
    std::int64_t inputChannels() const { return channels + condition; }
    /// Of the pictures that go in: x itself, or what x and c are the Haar bands of.
    std::int64_t pictureSide() const { return condition > 0 ? 2 * image : image; }
    /// How many tensors the latents are: one a level, and the condition.
    std::int64_t latents() const { return levels() + (condition > 0 ? 1 : 0); }
    /// Shape of eps.level without the batch, finest first: half of the channels leave at each level but the last. The
    /// condition's, where `level` is one more.
    std::vector<std::int64_t> epsShape(std::int64_t level) const;
    /// Number of values of the image without its condition, and of the levels' latents together.
    std::int64_t dimensions() const { return channels * image * image; }

    /// Throws std::invalid_argument that says what does not fit.
    void check() const;

    friend bool operator==(const Architecture&, const Architecture&) = default;

 private:
    void checkAttention() const;
};

}  // namespace facet::flow
