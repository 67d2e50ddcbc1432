// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <opencv2/core.hpp>

namespace facet::face {

/// The guided filter of He, Sun and Tang (2010) with a coloured guide: around every pixel, the affine map from the
/// guide's colour to `values` that fits best. CV_32FC4 (r, g, b, c), so that values ≈ r·R + g·G + b·B + c; evaluated on
/// a finer copy of the guide it gives a mask that follows what only that copy shows.
///
/// `guide` CV_32FC3 and `values` CV_32F are of one size; `softness` is the variance of colour below which an edge of
/// the guide does not count.
cv::Mat guidedMap(const cv::Mat& guide, const cv::Mat& values, int radius, double softness);

}  // namespace facet::face
