// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/face/EditShape.h"

#include <memory>
#include <vector>

namespace facet::face {

/// What an edit, which was shaped and split, gives to hair that goes on beyond its crop, as an edit of a larger crop:
/// what it does to hair as light in its own. Null where no hair goes on, or nothing is asked for that is about the hair
/// alone.
std::shared_ptr<const FaceEdit> beyondCrop(const FaceEdit& edit, const FaceParts& parts,
                                           const std::vector<Reach>& reaches);

}  // namespace facet::face
