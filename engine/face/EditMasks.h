// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/face/EditShape.h"

#include <opencv2/core.hpp>

#include <functional>
#include <vector>

namespace facet::face {

/// The union of the supports of the attributes that count, each as open as its share of the recipe: CV_32F, side²,
/// 0 … 1.
cv::Mat unionOf(const std::vector<Reach>& reaches, int side, const std::function<bool(const Reach&)>& counts);

/// Where the attributes that count open their masks, how far further than the others do, as a part of what is open: 1
/// where they are alone, however little they open it. CV_32F, side².
cv::Mat ownPlaceOf(const std::vector<Reach>& reaches, int side, const std::function<bool(const Reach&)>& counts,
                   const std::function<bool(const Reach&)>& others);

/// A map's share on the crop itself, softened, for what has to change smoothly from place to place: CV_32F,
/// FaceParts::Side².
cv::Mat sharesOf(const std::vector<float>& maps, const FaceParts& parts);
/// The same, side².
cv::Mat sharesOf(const std::vector<float>& maps, const FaceParts& parts, int side);

/// A colour in the shares that each place has of it, three channels of one.
cv::Mat inShares(const cv::Mat& shares, const cv::Scalar& colour = cv::Scalar::all(1));

/// Where a crop shows skin, even if among hair: CV_32F, side², 0 … 1.
cv::Mat skinOf(const FaceParts& parts, int side);

}  // namespace facet::face
