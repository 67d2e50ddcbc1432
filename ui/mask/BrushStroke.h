// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/Geometry.h"
#include "engine/Image.h"
#include "ui/canvas/MaskOverlay.h"

#include <memory>
#include <optional>

namespace facet::ui {

/// What a stroke does to the mask that it is drawn on.
struct Brush {
    double radius = 0.05;  ///< in sides of the face's crop
    double feather = 0.5;  ///< the part of the radius over which it fades; 0: a hard edge
    BrushTool tool = BrushTool::Add;
};

/// A stroke over the corrections of a face's mask (see PaintedMask). However often it crosses itself it acts once, and
/// it ends in the same pixels whatever the pace of the hand.
class BrushStroke {
 public:
    static constexpr int Side = 512;  ///< of corrections that begin here

    /// Null: nothing has been corrected before.
    BrushStroke(std::shared_ptr<const Image> before, const Brush& brush);

    /// On to a place of the crop, in a straight line. A pen's pressure, 0 … 1, is the part of the radius that it draws
    /// with there.
    void moveTo(Point inCrop, double pressure = 1);
    /// What the stroke has made of the corrections; null where nothing is corrected.
    const std::shared_ptr<const Image>& corrections() const { return m_after; }

 private:
    struct Place {
        Point centre;
        double radius;  // in pixels
    };

    double coverAt(Point pixel, const Place& from, const Place& to) const;

    std::shared_ptr<const Image> m_before;  ///< where the stroke has not been yet
    std::shared_ptr<const Image> m_after;
    Image m_cover;  ///< how much of the stroke lies on each pixel, 255 = all
    Brush m_brush;
    std::optional<Place> m_last;
};

}  // namespace facet::ui
