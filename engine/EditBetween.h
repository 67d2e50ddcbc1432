// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/FaceEngine.h"
#include "engine/GlowFace.h"
#include "engine/latent/AttributeSupports.h"
#include "engine/latent/ConstrainedMove.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace facet {

/// Whether what an edit may change follows from what the photo of the face shows.
bool isMaskedByPhoto(const GlowFace& face, const EditRecipe& recipe);

/// The recipe's edit of a face of which it changes nothing.
FaceEdit noEdit(const GlowFace& face, const EditRecipe& recipe);

/// What a face decodes to after the recipe's move, without the tones that skin drifts to unasked; see
/// face::withoutDrift(). All [1, 3, S, S] in flow units.
torch::Tensor withoutDrift(const GlowFace& face, const torch::Tensor& before, const torch::Tensor& after,
                           const EditRecipe& recipe, const latent::AttributeSupports& supports);

/// What a face decodes to, each [1, 3, S, S] in flow units and without drift.
struct DecodedFace {
    torch::Tensor before;
    torch::Tensor after;
    torch::Tensor moving = {};  ///< after the part of the recipe that moves geometry; not defined = `after`
    std::map<std::string, torch::Tensor> painted = {};  ///< after each attribute alone that is painted on, which
                                                        ///< `after` has not
};

/// The edit that turns what a face decodes to before the recipe into what it decodes to after it: what of that the
/// recipe's attributes may change in this photo.
FaceEdit editBetween(const GlowFace& face, const DecodedFace& decoded, const EditRecipe& recipe,
                     const latent::AttributeSupports& supports);

/// What of a recipe moves geometry. Nothing where that is the whole recipe, or no change at all.
std::optional<EditRecipe> partThatMoves(const EditRecipe& recipe);

/// What of a recipe is about the hair alone. Nothing where that is no change at all.
std::optional<EditRecipe> partOfHair(const EditRecipe& recipe);

/// What of a recipe is painted on what the rest leaves, as each alone changes the face: lipstick, make-up, blush. And
/// the recipe without it.
std::vector<EditRecipe> paintsOf(const EditRecipe& recipe);
EditRecipe withoutPaint(const EditRecipe& recipe);

/// How a photo of the face, whose parts are known, shows moves along an attribute, up (sign 1) or down (−1), within its
/// own masks. Refers to both.
latent::Showing showingOf(const GlowFace& face, const std::string& attribute, int sign,
                          const latent::AttributeSupports& supports, int side);

}  // namespace facet
