// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/face/FaceParts.h"

namespace facet::face {

/// Where hair lies in an aligned crop, learnt from many faces: side² values, 0 … 1. See docs/composite.md.
struct HairPrior {
    int side = 0;
    std::vector<float> values;
};

/// Tells hair, skin and background of one photo apart by its colours: two cuts of the crop's graph tell the head from
/// what is certainly not, mixtures of colours sort the pixels. Some 100 ms; the same photo gives the same parts.
PartShares sortParts(const Image& photo, const Alignment& alignment, const HairPrior& prior);

}  // namespace facet::face
