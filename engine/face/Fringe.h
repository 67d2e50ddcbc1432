// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <opencv2/core.hpp>

namespace facet::face {

/// A fringe of the photo's own hair: the hair above the forehead, drawn down over it. All side² of the crop.
struct Fringe {
    cv::Mat motion;  ///< CV_32FC2, as of motionBetween()
    cv::Mat cover;   ///< CV_32F, 0 … 1: how far what comes from there covers what was there; 1 where nothing moves
    cv::Mat shows;   ///< CV_32F, 0 … 1: where it is for the photo's hair to show a fringe, and not for the model's

    /// `picture`, of any channels of CV_32F, with the hair that is in it drawn down.
    cv::Mat drawnDown(const cv::Mat& picture) const;
};

/// A fringe as long as is `asked` for: to the brows at 1, over them at 2. `modelled`, CV_32F, 0 … 1, is how far a
/// fringe of the model's covers each place: where it is long, so is this one. `hair` and `skin`, CV_32F, are the shares
/// of each place in the crop. Where there is hardly any hair nothing moves, and what the model has shows.
Fringe fringeOf(const cv::Mat& modelled, const cv::Mat& hair, const cv::Mat& skin, float asked);

}  // namespace facet::face
