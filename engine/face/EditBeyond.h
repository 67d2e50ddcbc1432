// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/face/EditShape.h"

#include <memory>
#include <vector>

namespace facet::face {

/// What `ofHair`, the edit of what a recipe asks for about the hair alone, gives to hair that goes on beyond its crop,
/// as an edit of a larger crop: what it does to hair as light in its own. `reaches` are of all of the recipe. Null
/// where no hair goes on.
std::shared_ptr<const FaceEdit> beyondCrop(const FaceEdit& ofHair, const FaceParts& parts,
                                           const std::vector<Reach>& reaches);

}  // namespace facet::face
