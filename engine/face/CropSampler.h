// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/Alignment.h"
#include "engine/Image.h"

#include <vector>

namespace facet::face {

/// The aligned crop that the flow sees: RGB, `side`×`side`, resampled without aliasing (an area filter going down),
/// completed by reflection beyond the photo's border. Grey is spread over three channels, alpha ignored.
///
/// Returns [3, side, side] samples, 0 … 1 for the sample's full range (8-bit: value / 255, not rounded to 8 bits).
std::vector<float> sampleCrop(const Image& photo, const Alignment& alignment, int side);

}  // namespace facet::face
