// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <opencv2/core.hpp>

namespace facet::face {

/// A fringe of the photo's own hair: the hair above the forehead, drawn down over it. All side² of the crop.
struct Fringe {
    cv::Mat motion;  ///< CV_32FC2, as of motionBetween()
    cv::Mat cover;   ///< CV_32F, 0 … 1: how far what comes from there covers what was there; 1 where all is as before
    cv::Mat shows;   ///< CV_32F, 0 … 1: how far it is for the photo to show a fringe, and not for the model
    cv::Mat strands;  ///< CV_32F, 1 … 0: from above down to where the fringe ends
};

/// `picture`, CV_32F of one or three channels, covered by what comes from elsewhere in it; wholly without a `cover`.
cv::Mat drawnOver(const cv::Mat& picture, const cv::Mat& motion, const cv::Mat& cover);

/// A fringe as long as is `asked` for: to the brows at 1, over them at 2. `modelled`, CV_32F, 0 … 1, is how far a
/// fringe of the model's covers each place: where it is long, so is this one. `hair` and `skin`, CV_32F, are the shares
/// of each place in the crop; `open` is how far a fringe may be there. Where there is hardly any hair nothing moves,
/// and what the model has shows.
Fringe fringeOf(const cv::Mat& modelled, const cv::Mat& hair, const cv::Mat& skin, const cv::Mat& open, float asked);

}  // namespace facet::face
