// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/FaceEngine.h"

#include <opencv2/core.hpp>

namespace facet::face {

/// An edit's difference, resampled smoothly to a grid that is fine enough for the level it is blended into, so that
/// reading between its samples is a bilinear look-up.
///
/// Interpolates exactly where the level has the crop's own resolution; the more it is enlarged the smoother the filter
/// is (Mitchell's cubic), which neither rings nor shows the crop's pixels; made smaller, it is an antialiasing filter.
class Residual {
 public:
    /// `levelSide` is the crop's side in pixels of the level. Numbers that are not finite count as no difference.
    Residual(const FaceEdit& edit, double levelSide, bool grey);

    /// Samples a side, without the border of one sample that the look-up needs.
    int side() const { return m_side; }
    /// (red, green, blue, 0), or the luma in the first where grey; row and column 0 are the border.
    const cv::Mat& samples() const { return m_samples; }

 private:
    int m_side;
    cv::Mat m_samples;  // CV_32FC4, (side + 2)²
};

}  // namespace facet::face
