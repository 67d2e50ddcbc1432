// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/EditRecipe.h"
#include "engine/GlowFace.h"
#include "engine/face/EditShape.h"
#include "engine/latent/AttributeSupports.h"

#include <string>
#include <vector>

namespace facet {

/// What the recipe's attributes may change; attributes that a person taught, and another face, may change all of the
/// head. Points into `supports`.
std::vector<face::Reach> reachesOf(const EditRecipe& recipe, const latent::AttributeSupports& supports);

/// How much of the change of an attribute that leaves the face alone shows in the face's photo: [1, 1, side, side],
/// 0 … 1. Undefined for other attributes, of which most shows, and where nothing is known of the photo's parts.
torch::Tensor shownOf(const GlowFace& face, const std::string& attribute, const latent::AttributeSupports& supports,
                      int side);

}  // namespace facet
