// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/Alignment.h"
#include "engine/Image.h"

#include <vector>

namespace facet::face {

/// Where hair lies in an aligned crop, learnt from many faces: side² values, 0 … 1. See docs/composite.md.
struct HairPrior {
    int side = 0;
    std::vector<float> values;
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

/// The parts as their colours tell them (PartSorting), in maps that follow the photo's edges. The middle of the face is
/// head and not hair, whatever its colours. Some 30 ms; the same photo gives the same parts.
FaceParts findParts(const Image& photo, const Alignment& alignment, const HairPrior& prior);

}  // namespace facet::face
