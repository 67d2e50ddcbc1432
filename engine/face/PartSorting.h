// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/Alignment.h"
#include "engine/Image.h"
#include "engine/face/PartNetwork.h"

#include <opencv2/core.hpp>

#include <vector>

namespace facet::face {

/// How much of each pixel of an aligned crop is the person, and how much of that is hair and skin: side² values each,
/// 0 … 1.
struct PartShares {
    int side = 0;
    std::vector<float> person;
    std::vector<float> hair;
    std::vector<float> skin;
};

/// A face's crop of a photo, and what is in it.
struct SortedCrop {
    cv::Mat crop;    ///< CV_32FC3 of PersonSide², red, green, blue, 0 … 1
    cv::Mat person;  ///< see findPerson()
    PartShares shares;
};

/// Tells hair, skin and clothes apart inside of a person: as the network expects them, and as mixtures of the photo's
/// own colours then say. The same photo gives the same parts.
SortedCrop sortCrop(const Image& photo, const Alignment& alignment, const PartNetwork& network);

}  // namespace facet::face
