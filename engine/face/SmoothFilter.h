// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <opencv2/core.hpp>

namespace facet::face {

struct Smoothness {
    double stretch = 1;   ///< how many samples the filter takes for one: more than 1 against aliasing, going down
    double softness = 1;  ///< 0 interpolates (Catmull-Rom), 1 neither rings nor shows the samples (Mitchell)
};

/// Square samples, CV_32FC4, resampled to side² of them: Mitchell and Netravali's cubics with C = (1 − B) / 2.
cv::Mat resampled(const cv::Mat& samples, int side, const Smoothness& smoothness);

}  // namespace facet::face
