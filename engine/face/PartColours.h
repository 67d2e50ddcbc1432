// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <opencv2/core.hpp>

namespace facet::face {

/// Usual colours of the parts of a crop. Pictures are CV_32FC3, RGB.

/// Over cheeks, nose and forehead: the median, each channel by itself.
cv::Scalar skinColour(const cv::Mat& picture);

constexpr float SurelyHair = 0.7F;  // a share of a place

/// The same over what is surely hair; `hair`: its share of each place, CV_32F. Black where there is none.
cv::Scalar hairColour(const cv::Mat& picture, const cv::Mat& hair);

/// Of the brows: the mean of the darkest fifth of the places where brows are.
cv::Scalar browColour(const cv::Mat& picture);

/// Of the lips, where they mostly are: the median.
cv::Scalar lipColour(const cv::Mat& picture);

cv::Vec3f asColour(const cv::Scalar& colour);

/// How light a colour is.
float lumaOf(const cv::Vec3f& colour);

}  // namespace facet::face
