// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/Alignment.h"
#include "engine/Image.h"

#include <vector>

namespace facet::face {

/// How much of each pixel of an aligned crop is hair, and how much is skin: side² values each, 0 … 1, together at
/// most 1.
struct PartShares {
    int side = 0;
    std::vector<float> hair;
    std::vector<float> skin;
};

/// Which pixels of one photo's crop are head (face, ears, neck and hair) and which of those are hair, softly, as maps
/// from colour to share that follow single strands when they are evaluated on the photo (see guidedMap()).
struct FaceParts {
    static constexpr int Side = 128;
    std::vector<float> guide;  ///< [Side, Side, 3], the crop's colours, 0 … 1
    std::vector<float> head;   ///< [Side, Side, 4] r, g, b, c: share = clamp(r·R + g·G + b·B + c, 0, 1)
    std::vector<float> hair;   ///< the same; hair is head, too
    std::vector<float> fade;   ///< [Side, Side], 1 … 0: less towards a border of the crop beyond which hair goes on
};

/// Shares as maps that follow the photo's edges. The middle of the face is head and not hair, whatever the shares say.
FaceParts findParts(const Image& photo, const Alignment& alignment, PartShares shares);

}  // namespace facet::face
