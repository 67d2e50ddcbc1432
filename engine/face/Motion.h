// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <opencv2/core.hpp>

namespace facet::face {

/// How the pixels of `before` move to become those of `after`: CV_32FC2, for each pixel of `after` from where it comes,
/// relative to it, in units of the side. Both CV_32FC3, 0 … 1, square and of one size; `where` (CV_32F, 0 … 1) scales
/// it.
///
/// Dense inverse search there and back; what does not return to where it began is filled in from around it, far
/// motion is cut off, and all of it is smooth, so that a warp does not tear.
cv::Mat motionBetween(const cv::Mat& before, const cv::Mat& after, const cv::Mat& where);

/// `picture` with its pixels moved.
cv::Mat moved(const cv::Mat& picture, const cv::Mat& motion);

}  // namespace facet::face
