// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/EditRecipe.h"
#include "engine/face/EditShape.h"
#include "engine/latent/AttributeSupports.h"

#include <string>
#include <vector>

namespace facet {

/// What the recipe's attributes may change; attributes that a person taught, and another face, may change all of the
/// head. Points into `supports`.
std::vector<face::Reach> reachesOf(const EditRecipe& recipe, const latent::AttributeSupports& supports);

/// Where an attribute may show.
face::Place placeOf(const std::string& attribute);

}  // namespace facet
