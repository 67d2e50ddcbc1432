// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <opencv2/core.hpp>

#include <vector>

namespace facet::face {

/// How much of each pixel of an aligned crop is lips, 0 … 1: what near the mouth's usual place has other hues than the
/// skin around it. Redness alone does not tell: dark lips are paler or bluer than dark skin. Teeth are not lips.
///
/// `crop` CV_32FC3, RGB, 0 … 1, square; some 10 ms for 128 × 128. The mixture of place and colours is fitted by
/// expectation maximisation, as in "GrabCut" (Rother, Kolmogorov and Blake 2004), without its cut.
std::vector<float> findLips(const cv::Mat& crop);

}  // namespace facet::face
