// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/GlowFace.h"
#include "engine/latent/AttributeSupports.h"

namespace facet {

/// The recipe's edit of a face of which it changes nothing. Inside the engine only, as all here is.
FaceEdit noEdit(const GlowFace& face, const EditRecipe& recipe);

/// The edit that turns what a face decodes to, `before`, into `after`, both [1, 3, S, S] in flow units: what of it the
/// recipe's attributes may change in this photo.
FaceEdit editBetween(const GlowFace& face, const torch::Tensor& before, const torch::Tensor& after,
                     const EditRecipe& recipe, const latent::AttributeSupports& supports);

}  // namespace facet
