// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/FaceEngine.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace facet {

/// Which faces of a photo are meant, and where they lie.
struct FaceChoice {
    std::optional<int> index = 0;                   ///< none: all of them
    std::optional<std::pair<Point, Point>> eyes{};  ///< marked by hand, in photo pixels, instead of looking
    bool aligned = false;                           ///< the photo's whole is an aligned face crop
};

struct PlacedFace {
    Face face;
    Alignment alignment;
};

/// At least one face. `name` is the photo's, for messages. Throws Error(NoFace), Error(Usage).
std::vector<PlacedFace> placeFaces(const FaceChoice& choice, const Image& photo, const std::string& name,
                                   const FaceEngine& engine);

/// Blends the edits into the photo, in order; only the part of it that they can reach is computed.
void blendInto(Image& photo, const std::vector<FaceEdit>& edits, const FaceEngine& engine);

}  // namespace facet
