// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/face/EditGrid.h"
#include "engine/face/Feather.h"

#include <opencv2/core/hal/intrin.hpp>

#include <vector>

namespace facet::face {

/// What an edit's grid says at one place: EditGrid's change, motion and mask there.
struct Said {
    cv::v_float32x4 change = cv::v_setzero_f32();
    cv::v_float32x4 motion = cv::v_setzero_f32();
    cv::v_float32x4 mask = cv::v_setzero_f32();
    bool anything = false;
};

/// A straight line from `a` to `b`, t from 0 to 1 along it.
inline Said between(const Said& a, const Said& b, float t) {
    const cv::v_float32x4 part = cv::v_setall_f32(t);
    return {a.change + (b.change - a.change) * part, a.motion + (b.motion - a.motion) * part,
            a.mask + (b.mask - a.mask) * part, a.anything || b.anything};
}

/// The grid of an edit laid over a level. Far enlarged, it is looked up at every fourth pixel of every fourth row,
/// counted from the level's corner whatever the region, and followed in straight lines between. In a header of its own
/// for the compositor's innermost loops alone; threads: any, once it was made.
class EditLattice {
 public:
    EditLattice(const FaceEdit& edit, const Image& level, double scale)
        : m_alignment(edit.alignment.scaled(scale)),
          m_seams(seamsOf(m_alignment, level.width(), level.height())),
          m_grid(edit, m_alignment, m_seams, level.colourChannels() == 1) {
        const double enlarged = m_alignment.side() / edit.side;
        m_step = enlarged < 8 ? 1 : enlarged < 16 ? 2 : 4;
        const Point right = m_alignment.toCrop({1, 0});
        const Point below = m_alignment.toCrop({0, 1});
        m_origin = m_alignment.toCrop({0, 0});
        m_alongX = {right.x - m_origin.x, right.y - m_origin.y};
        m_alongY = {below.x - m_origin.x, below.y - m_origin.y};
    }

    int step() const { return m_step; }
    const EditGrid& grid() const { return m_grid; }
    const Seams& seams() const { return m_seams; }
    PixelRect bounds() const { return m_alignment.boundsInPhoto(); }
    /// Of a place of the level.
    Point inCrop(double x, double y) const {
        return {m_origin.x + m_alongX.x * x + m_alongY.x * y, m_origin.y + m_alongX.y * x + m_alongY.y * y};
    }

    /// The lattice's row, from the column `first` on.
    void read(std::vector<Said>& nodes, int row, int first) const {
        for (std::size_t i = 0; i < nodes.size(); ++i) {
            const Point p = upToBorder(inCrop((first + static_cast<int>(i)) * m_step + 0.5, row * m_step + 0.5));
            nodes[i] = p.x >= 0 && p.x <= 1 && p.y >= 0 && p.y <= 1 ? at(p) : Said{};
        }
    }

 private:
    Said at(Point p) const {
        // Positions in the grid are shifted by its border of one.
        const float x = static_cast<float>(p.x * m_grid.side()) + 0.5F;
        const float y = static_cast<float>(p.y * m_grid.side()) + 0.5F;
        const int column = static_cast<int>(x);
        const int row = static_cast<int>(y);
        if (m_active[std::size_t(row) * m_line + column] == 0) {
            return {};
        }
        const cv::v_float32x4 fractionX = cv::v_setall_f32(x - static_cast<float>(column));
        const cv::v_float32x4 fractionY = cv::v_setall_f32(y - static_cast<float>(row));
        const std::size_t upperLeft = std::size_t(4) * (std::size_t(row) * m_line + column);
        const std::size_t lowerLeft = upperLeft + 4 * m_line;
        const auto read = [&](const float* samples) {
            if (samples == nullptr) {
                return cv::v_setzero_f32();
            }
            const float* upper = samples + upperLeft;
            const float* lower = samples + lowerLeft;
            const cv::v_float32x4 above = cv::v_load(upper) + (cv::v_load(upper + 4) - cv::v_load(upper)) * fractionX;
            const cv::v_float32x4 below = cv::v_load(lower) + (cv::v_load(lower + 4) - cv::v_load(lower)) * fractionX;
            return above + (below - above) * fractionY;
        };
        return {read(m_change), read(m_motion), read(m_mask), true};
    }

    /// Nodes beyond a side that is no seam say what the side does, for the pixels before it.
    Point upToBorder(Point p) const {
        const auto held = [](double at, bool lower, bool upper) {
            return at < 0 && !lower ? 0 : at > 1 && !upper ? 1 : at;
        };
        return {held(p.x, m_seams.left, m_seams.right), held(p.y, m_seams.top, m_seams.bottom)};
    }

    Alignment m_alignment;
    Seams m_seams;
    EditGrid m_grid;
    std::size_t m_line = m_grid.change().cols;  // samples a line; the grid's pictures lie without gaps
    const float* m_change = m_grid.change().ptr<float>();
    const float* m_motion = m_grid.motion().ptr<float>();  // null where there is none
    const float* m_mask = m_grid.mask().ptr<float>();
    const uchar* m_active = m_grid.isActive().ptr();
    int m_step;
    Point m_origin;  // the crop position of the level's corner, and what a pixel to the right and below adds
    Point m_alongX;
    Point m_alongY;
};

}  // namespace facet::face
