// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/face/FaceParts.h"

#include <opencv2/core.hpp>

#include <vector>

namespace facet::face {

/// How much of each pixel of an aligned crop is hair, and how much is skin: side² values each, 0 … 1, together at
/// most 1.
struct PartShares {
    int side = 0;
    std::vector<float> hair;
    std::vector<float> skin;
};

/// Tells the parts of one photo apart by its colours: two cuts of the crop's graph tell the head from what is certainly
/// not, mixtures of colours sort the pixels. `crop` is CV_32FC3, red, green, blue, 0 … 1. Some 100 ms; the same crop
/// gives the same parts.
PartShares sortParts(const cv::Mat& crop, const HairPrior& prior);

}  // namespace facet::face
