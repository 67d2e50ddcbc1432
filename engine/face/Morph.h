// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/Alignment.h"
#include "engine/Image.h"

#include <span>
#include <vector>

/// Pictures between pictures. All are RGB, 8 bit. `difference` is [3, side, side]: what the model's picture on the way
/// is beyond the mix of its own pictures of both ends; 1.0 = the full range. With a difference of zero and t = 0 or 1
/// every function gives one of its pictures, bit for bit.
namespace facet::face {

/// The aligned crop as a picture, see sampleCrop().
Image cropPicture(const Image& photo, const Alignment& alignment, int side);

/// (1 − t)·from + t·to + enlarged difference, of crops of one size.
Image morph(const Image& from, const Image& to, double t, std::span<const float> difference, int side);

/// The same less `base`, a crop of their size: [3, width, width], 1.0 = the full range, as a FaceEdit takes it.
std::vector<float> differenceFrom(const Image& base, const Image& from, const Image& to, double t,
                                  std::span<const float> difference, int side);

/// The photo as a film shows it, made smaller by `scale` ≤ 1; its own pixels where scale is 1.
Image filmPicture(const Image& photo, double scale);

/// What a side of the photo has in filmPicture().
int scaledSide(int pixels, double scale);

/// A picture and where its face lies in it.
struct PlacedPicture {
    Image picture;
    Alignment alignment;
};

/// The photo scaled and cut, so that it fills width × height; its own pixels where it has that size.
PlacedPicture filling(const Image& photo, const Alignment& alignment, int width, int height);

/// The mix of two pictures of one size, each moved so that its face lies between both faces' places.
PlacedPicture moved(const PlacedPicture& from, const PlacedPicture& to, double t);

}  // namespace facet::face
