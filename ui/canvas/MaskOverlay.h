// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/Preview.h"
#include "ui/canvas/ViewTransform.h"

#include <QImage>

class QPainter;

namespace facet::ui {

/// What a brush makes of the mask.
enum class BrushTool {
    Add,     ///< the edit goes through
    Erase,   ///< the photo's own pixels stay
    Restore  ///< back to the mask that was found by itself
};

/// The brush as it is drawn at the cursor.
struct BrushShape {
    double radius = 0;   ///< logical pixels
    double feather = 0;  ///< the part of the radius over which it fades
    BrushTool tool = BrushTool::Add;

    /// Ctrl erases with a brush that adds, and adds with one that erases.
    BrushTool toolWith(Qt::KeyboardModifiers keys) const {
        if (tool == BrushTool::Restore || !keys.testFlag(Qt::ControlModifier)) {
            return tool;
        }
        return tool == BrushTool::Add ? BrushTool::Erase : BrushTool::Add;
    }
};

/// The mask of an edit as a colour over the photo, and the brush that changes it.
class MaskOverlay {
 public:
    void setPreview(const PreviewPtr& preview);  ///< null, or without a mask: nothing is drawn
    void paint(QPainter& painter, const ViewTransform& view) const;
    static void paintBrush(QPainter& painter, QPointF at, const BrushShape& brush);

 private:
    QImage m_tint;
    Rect m_place;  ///< in the photo
};

}  // namespace facet::ui
