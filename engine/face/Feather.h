// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/Alignment.h"
#include "engine/EditRecipe.h"

namespace facet::face {

/// The crop's sides beyond which the photo goes on: an edit ends softly there. Where a side is the photo's own border,
/// or lies beyond it, an edit goes all the way.
struct Seams {
    bool left = true;
    bool top = true;
    bool right = true;
    bool bottom = true;
};

/// Of a crop laid over a picture of width × height pixels; a turned one has all.
Seams seamsOf(const Alignment& onPicture, int width, int height);

/// The weight of the edit at a place of the crop, 0 … 1: 1 over the face, falling smoothly to exactly 0 at the border
/// of the mask and everywhere beyond it. For an edit that has no map of its face; corrections have the whole crop.
double maskWeight(MaskMode mode, Point inCrop, const Seams& seams = {});

}  // namespace facet::face
