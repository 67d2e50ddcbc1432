// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <opencv2/core.hpp>

namespace facet::face {

/// The side of the crop that findPerson() looks at.
constexpr int PersonSide = 256;

/// How much of each pixel is a person, hair and clothes and all, and not what is behind: CV_32F of PersonSide², 0 … 1.
/// `crop` is an aligned crop, CV_32FC3 of PersonSide², red, green, blue, 0 … 1. Some 7 ms.
///
/// The network is MediaPipe's selfie segmentation (see resources/person/README.md). Threads: any, one call at a time
/// computes.
cv::Mat findPerson(const cv::Mat& crop);

}  // namespace facet::face
