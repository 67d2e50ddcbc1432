// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/face/PartNetwork.h"

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

/// Tells hair, skin and clothes apart inside of a person: as the network expects them, and as mixtures of the photo's
/// own colours then say. `crop` is an aligned crop, CV_32FC3, red, green, blue, 0 … 1; `person` is what findPerson()
/// says of it. The same crop gives the same parts.
PartShares sortParts(const cv::Mat& crop, const cv::Mat& person, const PartNetwork& network);

}  // namespace facet::face
