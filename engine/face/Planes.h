// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <opencv2/core.hpp>

#include <span>
#include <vector>

namespace facet::face {

/// A map of side² values as a matrix, CV_32F, without a copy. OpenCV has no read-only view: write to it only where the
/// values may be written to.
cv::Mat matOf(const std::vector<float>& values, int side);

/// [3, side, side] → [side, side, 3], CV_32FC3, without changing a value. Throws std::invalid_argument for another
/// count.
cv::Mat pictureOf(std::span<const float> planes, int side);

/// [H, W, C], CV_32F → [C, H, W], the same values.
std::vector<float> planesOf(const cv::Mat& picture);

}  // namespace facet::face
