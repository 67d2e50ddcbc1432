// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/face/EditShape.h"

#include <opencv2/core.hpp>

#include <map>
#include <vector>

namespace facet::face {

/// What an edit makes of `from`, in colours that people have. All pictures are CV_32FC3, RGB, 0 … 1, of one size.

/// `to`, but in colours that faces have in the places that attributes are about; where the masks do not follow from the
/// photo, in plausible hues alone.
cv::Mat plausible(const cv::Mat& from, const cv::Mat& to, const std::vector<Reach>& reaches, bool isMaskedByPhoto);

/// `to`, but where a mouth is to open or to smile, lips that do not become teeth are of their own colour and no
/// lighter, and the skin beside them is no darker than in folds: where lips are full and closed, the model has pale
/// lips and black corners for a smile. `lips`, CV_32F, 0 … 1, are where `from` has them.
cv::Mat withOwnMouth(const cv::Mat& from, const cv::Mat& to, const cv::Mat& lips, const std::vector<Reach>& reaches);

/// `to`, but with what is painted on what it has left, as far as the masks are open for it: make-up, blush and
/// lipstick, each as a picture of `painted` has it alone, which lies as `from` does. `lips` as above.
cv::Mat withPaint(const cv::Mat& from, const cv::Mat& to, const std::map<Place, cv::Mat>& painted, const cv::Mat& lips,
                  const std::vector<Reach>& reaches, const FaceParts& parts);

}  // namespace facet::face
