// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/Geometry.h"

#include <algorithm>
#include <cstddef>
#include <vector>

namespace facet::face {

/// Where the parts of every face lie in an aligned crop, 0 … 1 from left to right and from top to bottom.

/// (distance to the middle of the face / its radius)²: 1 on the oval from the brows to the chin.
double faceOval(Point inCrop);

/// (distance to the middle of the mouth / radius)²; 1 on an ellipse that holds the lips.
double mouthOval(Point inCrop);

/// 1 on that ellipse, 0 well beyond it.
float aroundMouth(Point inCrop);

/// How likely a place shows lips, 0.002 … 0.9, before its colour is looked at.
float likelyLips(Point inCrop);

/// 1 above the brows, 0 from the eyes down.
float aboveBrows(Point inCrop);

/// 0 above the lower lids, 1 from the cheeks down.
float belowEyes(Point inCrop);

/// 1 where bags are under eyes, soft at the border; the same for the eyes with their lids, for brows, for the apples of
/// the cheeks, and for what hangs from ears.
float underEyes(Point inCrop);
float aroundEyes(Point inCrop);
float onBrows(Point inCrop);
float onCheeks(Point inCrop);
float onEarLobes(Point inCrop);

/// Parts of a face with colours of their own, which tell nothing about its skin.
bool isEyeOrMouth(Point inCrop);

/// True for the places (cheeks, nose, chin) that show skin in every face.
bool isSurelySkin(Point inCrop);

/// (distance to the face's middle in x and to `y`, in radii)².
double ellipseInMiddle(Point inCrop, double y, double radiusX, double radiusY);

/// 0 up to 0, 1 from 1 on, smooth in between.
inline float smoothStep(double t) {
    t = std::clamp(t, 0.0, 1.0);
    return static_cast<float>(t * t * (3 - 2 * t));
}

/// A value for every pixel of a crop of side² pixels: value(place, index).
template <class Value>
std::vector<float> mapOfCrop(int side, Value value) {
    std::vector<float> result(std::size_t(side) * side);
    for (int i = 0; i < side * side; ++i) {
        const int row = i / side;
        result[i] = static_cast<float>(value(Point{(i % side + 0.5) / side, (row + 0.5) / side}, i));
    }
    return result;
}

}  // namespace facet::face
