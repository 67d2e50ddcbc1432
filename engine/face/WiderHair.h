// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/face/FaceParts.h"
#include "engine/face/PartSorting.h"

#include <opencv2/core.hpp>

#include <optional>

namespace facet::face {

/// A larger crop around a face's and the hair in it.
struct HairAround {
    Alignment alignment;  ///< of that crop
    cv::Mat crop;         ///< CV_32FC3 of PersonSide², red, green, blue, 0 … 1
    cv::Mat hair;  ///< CV_32F of its size, 0 … 1: in the face's crop as `sorted` has it, towards its border (see
                   ///< seamAt()) and beyond it what is joined to that, and of its colours rather than the
                   ///< skin's or the clothes'; beyond the photo completed by reflection
};

/// Nothing where no hair goes on beyond the crop. The same photo gives the same hair. Some 30 ms.
std::optional<HairAround> findHairAround(const Image& photo, const Alignment& alignment, const SortedCrop& sorted);

/// A place of the larger crop in the face's.
Point inFacesCrop(Point inLarger);

/// How much of an edit of hair the face's own crop shows where the larger one shows the rest: 1 … 0 at its border.
float seamAt(Point inFacesCrop);

}  // namespace facet::face
