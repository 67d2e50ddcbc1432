// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/Geometry.h"
#include "engine/Image.h"

#include <memory>
#include <optional>

namespace facet::ui {

/// What a stroke does to the mask that it is drawn on.
struct Brush {
    double radius = 0.05;  ///< in sides of the face's crop
    double feather = 0.5;  ///< the part of the radius over which it fades; 0: a hard edge
    bool erases = false;
};

/// A stroke over the corrections of a face's mask (see PaintedMask). However often it crosses itself it acts once, and
/// it ends in the same pixels whatever the pace of the hand.
class BrushStroke {
 public:
    static constexpr int Side = 512;  ///< of corrections that begin here

    /// Null: nothing has been corrected before.
    BrushStroke(std::shared_ptr<const Image> before, const Brush& brush);

    /// On to a place of the crop, in a straight line.
    void moveTo(Point inCrop);
    /// What the stroke has made of the corrections; null where nothing is corrected.
    const std::shared_ptr<const Image>& corrections() const { return m_after; }

 private:
    double coverAt(double distance) const;

    std::shared_ptr<const Image> m_before;  ///< where the stroke has not been yet
    std::shared_ptr<const Image> m_after;
    Image m_cover;  ///< how much of the stroke lies on each pixel, 255 = all
    Brush m_brush;
    std::optional<Point> m_last;
};

}  // namespace facet::ui
