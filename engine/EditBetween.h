// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/FaceEngine.h"
#include "engine/GlowFace.h"
#include "engine/latent/AttributeSupports.h"
#include "engine/latent/ConstrainedMove.h"

#include <optional>
#include <string>

namespace facet {

/// Whether what an edit may change follows from what the photo of the face shows.
bool isMaskedByPhoto(const GlowFace& face, const EditRecipe& recipe);

/// The recipe's edit of a face of which it changes nothing.
FaceEdit noEdit(const GlowFace& face, const EditRecipe& recipe);

/// The edit that turns what a face decodes to, `before`, into `after`, both [1, 3, S, S] in flow units: what of it the
/// recipe's attributes may change in this photo.
FaceEdit editBetween(const GlowFace& face, const torch::Tensor& before, const torch::Tensor& after,
                     const EditRecipe& recipe, const latent::AttributeSupports& supports);

/// What of a recipe shows on skin: all but colours of hair. Nothing where that is the whole recipe, or no change at
/// all.
std::optional<EditRecipe> partOnSkin(const EditRecipe& recipe);

/// Where the photo of the face shows skin and no hair is near, [1, 1, side, side], 0 … 1; nothing where the recipe's
/// mask does not ask.
std::optional<torch::Tensor> bareSkinOf(const GlowFace& face, const EditRecipe& recipe, int side);

/// How a photo of the face, whose parts are known, shows moves along an attribute, up (sign 1) or down (−1), within its
/// own masks. Refers to both.
latent::Showing showingOf(const GlowFace& face, const std::string& attribute, int sign,
                          const latent::AttributeSupports& supports, int side);

}  // namespace facet
