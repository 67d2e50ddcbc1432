// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPointF>
#include <QRectF>
#include <QSizeF>

namespace facet::ui {

enum class CompareMode {
    Off,         ///< the edited photo alone
    Split,       ///< before on the left of a line that can be dragged, after on its right
    SideBySide,  ///< before and after beside each other, the same part of the photo in both
    Difference   ///< how far each pixel has moved, times a gain
};

/// Where before and after lie in the canvas. A value.
///
/// A pane is the part of the canvas that shows the photo: all of it, or one half side by side. Positions in a pane are
/// what the ViewTransform speaks of.
class CompareLayout {
 public:
    static constexpr int Gutter = 2;  ///< logical pixels between the two panes

    void setMode(CompareMode mode) { m_mode = mode; }
    CompareMode mode() const { return m_mode; }
    void setSize(QSizeF widget) { m_size = widget; }

    QSizeF paneSize() const;
    QPointF afterPane() const;  ///< the corner of the pane that shows the edit
    QPointF toPane(QPointF inWidget) const;

    double splitX() const { return m_split * m_size.width(); }
    bool isOnSplit(QPointF inWidget) const;
    void moveSplitTo(double x);
    void moveSplitBy(double shareOfWidth) { moveSplitTo(splitX() + shareOfWidth * m_size.width()); }

    friend bool operator==(const CompareLayout&, const CompareLayout&) = default;

 private:
    CompareMode m_mode = CompareMode::Off;
    QSizeF m_size;
    double m_split = 0.5;  ///< share of the width, so that it stays in place when the window changes
};

}  // namespace facet::ui
