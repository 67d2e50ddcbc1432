// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/Geometry.h"

#include <QPointF>
#include <QRectF>
#include <QSize>

namespace facet::ui {

/// Where the photo lies in the window: zoom and position, in device pixels. A value.
///
/// "Widget" positions are Qt's logical pixels, "photo" positions the photo's pixels. Zoom is device pixels a photo
/// pixel, so 1 shows the photo's own pixels on any screen.
class ViewTransform {
 public:
    static constexpr double MaxZoom = 32;
    static constexpr double MaxFitZoom = 4;  ///< small pictures are not blown up further than this to fill the window
    static constexpr int FitMargin = 24;     ///< logical pixels left free around a fitted photo

    /// A new photo is fitted.
    void setPhoto(QSize size);
    /// A fitted photo stays fitted; otherwise what is in the middle stays there.
    void setViewport(QSizeF logicalSize, double devicePixelRatio);

    void fit();
    void zoomTo(double zoom, QPointF anchorInWidget);
    void panBy(QPointF widgetDelta);

    bool isFitted() const { return m_fitted; }
    double zoom() const { return m_zoom; }
    QPointF offsetInDevice() const { return m_offset; }  ///< of the photo's corner; whole device pixels
    QSize viewportInDevice() const;
    double devicePixelRatio() const { return m_ratio; }
    QPointF centre() const { return {m_viewport.width() / 2, m_viewport.height() / 2}; }  ///< of the widget

    QPointF toPhoto(QPointF inWidget) const;
    QPointF toWidget(QPointF inPhoto) const;
    QRectF toWidget(const Rect& inPhoto) const;

    /// The photo's pixels that are at least partly in view; empty where none is.
    PixelRect visiblePart() const;

    friend bool operator==(const ViewTransform&, const ViewTransform&) = default;

 private:
    double fitZoom() const;
    double minZoom() const;
    void settle();

    QSize m_photo;
    QSizeF m_viewport;
    double m_ratio = 1;
    double m_zoom = 1;
    QPointF m_offset;
    bool m_fitted = true;
};

}  // namespace facet::ui
