// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/Alignment.h"
#include "engine/Image.h"

#include <opencv2/core.hpp>

#include <vector>

namespace facet::measure {

/// How an edit sits in a photo.
struct Figures {
    double energy = 0;      ///< gradient energy inside of what was edited, edited over original; 1 = as sharp as it was
    double background = 0;  ///< mean change outside of the head, in 8-bit levels
    double border = 0;      ///< gradient energy along the border of what was edited, edited over original: rings, seams
    double shown = 0;       ///< of the change that the model makes to the head, the share that the photo shows
};

/// 255 where the crop is and a head is not; `outline` is the head's polygon, x y x y …, in the photo's pixels.
cv::Mat outsideOf(const std::vector<double>& outline, const Alignment& alignment, const Image& photo);

/// A face before and after an edit: the photo, and what the model decodes.
struct Edited {
    const Image& before;
    const Image& after;
    Image modelBefore;
    Image modelAfter;
};

Figures figuresOf(const Edited& edited, const Alignment& alignment, const cv::Mat& outside);

/// The aligned crop before and after, what changed (white), the change doubled, on grey, and what the model makes of
/// it; side by side.
cv::Mat stripOf(const Edited& edited, const Alignment& alignment);
/// Strips as one picture, two a row.
Image sheetOf(const std::vector<cv::Mat>& strips);

}  // namespace facet::measure
