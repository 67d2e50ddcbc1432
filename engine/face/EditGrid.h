// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/FaceEngine.h"
#include "engine/face/Feather.h"

#include <opencv2/core.hpp>

namespace facet::face {

/// All that an edit says, resampled smoothly to one grid that is fine enough for the level it is blended into, so that
/// reading between its samples is a bilinear look-up. All CV_32FC4, (side + 2)²: row and column 0 are a border.
///
/// Interpolates exactly where the level has the crop's own resolution; the more it is enlarged the smoother the filter
/// is (Mitchell's cubic), which neither rings nor shows the crop's pixels; made smaller, it is an antialiasing filter.
class EditGrid {
 public:
    /// `onLevel` takes the crop to the level's pixels, `seams` are its sides there. Numbers that are not finite count
    /// as no difference.
    EditGrid(const FaceEdit& edit, const Alignment& onLevel, const Seams& seams, bool grey);

    /// Samples a side, without the border of one sample that the look-up needs.
    int side() const { return m_side; }
    /// (red, green, blue, gain of texture), or the luma in the first where grey; feathered at the mask's border.
    const cv::Mat& change() const { return m_change; }
    /// (x, y, luma that the change is added to, cover): from where a pixel comes, in the level's pixels, and how far it
    /// covers what was there; empty = stays.
    const cv::Mat& motion() const { return m_motion; }
    /// Whether what moves covers less where it may not be, and does not move less far: it would fold.
    bool fadesByCover() const { return m_fadesByCover; }
    /// SoftMask::maps; empty = open everywhere.
    const cv::Mat& mask() const { return m_mask; }
    /// CV_8U, not 0 where something happens between a sample and the next to the right and below.
    const cv::Mat& isActive() const { return m_isActive; }

 private:
    void addFine(const cv::Mat& fine);
    void feather(const cv::Mat& weights);
    void featherRow(int y, const float* weights);

    int m_side = 1;
    bool m_isOpenable;  ///< where the mask is shut, too
    bool m_fadesByCover;
    cv::Mat m_change;
    cv::Mat m_motion;
    cv::Mat m_mask;
    cv::Mat m_isActive;
};

}  // namespace facet::face
