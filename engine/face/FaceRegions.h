// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/Geometry.h"

namespace facet::face {

/// Where the parts of every face lie in an aligned crop, 0 … 1 from left to right and from top to bottom.

/// (distance to the middle of the face / its radius)²: 1 on the oval from the brows to the chin.
double faceOval(Point inCrop);

/// Parts of a face with colours of their own, which tell nothing about its skin.
bool isEyeOrMouth(Point inCrop);

/// True for the places (cheeks, nose, chin) that show skin in every face.
bool isSurelySkin(Point inCrop);

/// (distance to the face's middle in x and to `y`, in radii)².
double ellipseInMiddle(Point inCrop, double y, double radiusX, double radiusY);

/// How far a place is aside of the face's middle.
double asideOfMiddle(Point inCrop);

}  // namespace facet::face
