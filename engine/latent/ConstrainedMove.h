// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/latent/MoveSpace.h"
#include "engine/runtime/DecodeSlopes.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <stop_token>
#include <string>
#include <vector>

namespace facet::latent {

/// Logits of pictures [B, 3, S, S] in flow units, [B, attributes], in the order of MoveSpace::attributes; with
/// gradients.
using Guide = std::function<torch::Tensor(const torch::Tensor& pictures)>;

/// What a photo shows of a move, between what a face decodes to, [1, 3, S, S], `before` and `after` it.
struct Showing {
    torch::Tensor share;  ///< [1, 1, S, S], 0 … 1: how much of the change shows in each place, about
    std::function<torch::Tensor(const torch::Tensor& before, const torch::Tensor& after)> composed;  ///< as it is shown
};

/// One face's own way along an attribute: coordinates of the move space at the amounts −2, −1, 0, +1 and +2, straight
/// in between. A side that has not been asked for yet is not there.
struct MovePath {
    torch::Tensor down;  ///< [2, K]: at −1 and −2
    torch::Tensor up;    ///< [2, K]: at +1 and +2

    bool reaches(double amount) const { return amount == 0 || (amount > 0 ? up : down).defined(); }
    /// Coordinates [K] at an amount from −2 to 2 that the path reaches.
    torch::Tensor at(double amount) const;
};

/// The amount of a move that takes a face's logit from `own` to `wanted`, −2 … 2.
double amountBetween(const AttributeScale& scale, double own, double wanted);

/// Indices of what an edit must not change unasked, but of what goes along.
std::vector<std::int64_t> keptBeside(const MoveSpace& space, const std::vector<std::string>& alongside);

/// The move that changes what was asked for at this face and leaves the protected attributes where they are.
///
/// Linearised at the face as it has become, the guides' logits answer to coordinates c as s(c) ≈ s + W·Δc. The step
/// Δc = M⁻¹Wᵀ(WM⁻¹Wᵀ + γI)⁻¹Δs is the shortest one in the attribute's metric M (how faces spread, and what it changes
/// in pixels that the attribute has nothing to do with) that takes the asked-for logit to its target and the protected
/// ones back to where they were; a few such steps, each from where the last one led, until all are there. Where a step
/// leaves the range of pictures, less of it is taken.
/// The guides look at the picture as it decodes and as the photo shows it, composed, and the mean of what they say
/// counts: by the first alone a face does much that a mask then hides, by the second alone hair takes colours that no
/// hair has. Composing has no gradient; the slopes are those of a share of the change in each place.
/// (Instance-aware directions: Han et al. 2021, arXiv 2103.14968; gradients in a Glow's latents: Dombrowski et al.
/// 2022, 2206.05075.)
///
/// Threads: find() may be called from several at once.
class ConstrainedMove {
 public:
    /// `protectedAttributes`: indices into the space's attributes. Keeps a reference to the space.
    ConstrainedMove(std::shared_ptr<const runtime::DecodeSlopes> decoder, const MoveSpace& space, Guide guide,
                    std::vector<std::int64_t> protectedAttributes);

    /// Coordinates [B, 2, K] of faces with latents [B, d] at sign·1 and sign·2. `locked` attributes are kept where they
    /// are, like the protected ones. Without `showing`, a photo shows all of a move. Throws Error(Interrupted) on
    /// `stop`.
    torch::Tensor find(const torch::Tensor& latents, std::int64_t attribute, int sign,
                       const std::set<std::int64_t>& locked, const std::stop_token& stop,
                       const std::optional<Showing>& showing = {}) const;

 private:
    struct Linear {
        torch::Tensor values;    // [R]
        torch::Tensor jacobian;  // [R, K]
    };
    struct Place {
        torch::Tensor coordinates;  // [K]
        torch::Tensor picture;      // [1, 3, S, S]
    };
    /// What one face's move is asked for.
    struct Question {
        torch::Tensor latents;  // [1, d]
        torch::Tensor rows;     // [R], the logits that count, the one that is asked for first
        std::optional<Showing> showing;
        torch::Tensor before;  // [1, 3, S, S], what the face decodes to
    };
    torch::Tensor rowsFor(std::int64_t attribute, std::set<std::int64_t> kept) const;
    torch::Tensor knotsOf(Question question, int sign, const std::stop_token& stop) const;  // [2, K]
    Place placeAt(const torch::Tensor& latents, const torch::Tensor& coordinates) const;
    /// As far towards coordinates `to` as the face, latents [1, d], decodes to a picture.
    Place taken(const torch::Tensor& latents, const Place& from, const torch::Tensor& to) const;
    /// What the guides say of the face as it decodes to `picture` and as that is shown, and its slopes.
    Linear linearised(const torch::Tensor& picture, const Question& question) const;
    static bool isSettled(const Linear& here, const torch::Tensor& targets);
    /// Coordinates [K] and a step from there.
    torch::Tensor stepped(const torch::Tensor& coordinates, const Linear& here, const torch::Tensor& metric,
                          const torch::Tensor& targets) const;

    std::shared_ptr<const runtime::DecodeSlopes> m_decoder;
    const MoveSpace& m_space;
    Guide m_guide;
    std::vector<std::int64_t> m_protected;
};

}  // namespace facet::latent
