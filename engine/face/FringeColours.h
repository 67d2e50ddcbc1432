// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/face/EditShape.h"
#include "engine/face/Fringe.h"

#include <opencv2/core.hpp>

#include <optional>
#include <vector>

namespace facet::face {

/// A fringe as a photo has it. All pictures are CV_32FC3, RGB, 0 … 1, of one size.

/// A change without the tone that hair as a whole drifts to, where a fringe and nothing else is asked of it.
cv::Mat withoutHairsDrift(const cv::Mat& change, const std::vector<Reach>& reaches, const FaceParts* parts);

/// The fringe that the photo's own hair makes, where one is asked for and there is hair; else nothing. `where` are the
/// edit's SoftMask::maps.
std::optional<Fringe> ownFringe(const cv::Mat& from, const cv::Mat& to, const std::vector<float>& where,
                                const std::vector<Reach>& reaches, const FaceParts* parts);

/// `to`, but with a fringe of the person's own hair, or where it goes, with the person's own skin: where the model has
/// seen few such faces, it has patches of other colours on the forehead. Of ownFringe(), which `from` has already, half
/// shows as it is, for strands are in the photo alone; and all of it, with what else is asked for, where that is much.
cv::Mat withOwnFringe(const cv::Mat& from, const cv::Mat& to, const std::optional<Fringe>& fringe,
                      const std::vector<Reach>& reaches, const FaceParts& parts);

}  // namespace facet::face
