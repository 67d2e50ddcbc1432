// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/ViewTransform.h"

#include <algorithm>
#include <cmath>

namespace facet::ui {

namespace {

/// A photo smaller than the viewport is centred, a larger one never leaves a gap.
double settled(double offset, double photo, double viewport) {
    if (photo <= viewport) {
        return std::round((viewport - photo) / 2);
    }
    return std::round(std::clamp(offset, viewport - photo, 0.0));
}

}  // namespace

void ViewTransform::setPhoto(QSize size) {
    m_photo = size;
    fit();
}

void ViewTransform::setViewport(QSizeF logicalSize, double devicePixelRatio) {
    if (logicalSize == m_viewport && devicePixelRatio == m_ratio) {
        return;
    }
    const QPointF middle = toPhoto(centre());
    m_viewport = logicalSize;
    m_ratio = devicePixelRatio;
    if (m_fitted) {
        fit();
        return;
    }
    m_zoom = std::clamp(m_zoom, minZoom(), MaxZoom);
    m_offset = centre() * m_ratio - middle * m_zoom;
    settle();
}

void ViewTransform::fit() {
    m_fitted = true;
    m_zoom = fitZoom();
    settle();
}

void ViewTransform::zoomTo(double zoom, QPointF anchorInWidget) {
    const QPointF anchor = toPhoto(anchorInWidget);
    m_fitted = false;
    m_zoom = std::clamp(zoom, minZoom(), MaxZoom);
    m_offset = anchorInWidget * m_ratio - anchor * m_zoom;
    settle();
}

void ViewTransform::panBy(QPointF widgetDelta) {
    m_offset += widgetDelta * m_ratio;
    settle();
}

QSize ViewTransform::viewportInDevice() const {
    return {int(std::ceil(m_viewport.width() * m_ratio)), int(std::ceil(m_viewport.height() * m_ratio))};
}

QPointF ViewTransform::toPhoto(QPointF inWidget) const {
    return (inWidget * m_ratio - m_offset) / m_zoom;
}

QPointF ViewTransform::toWidget(QPointF inPhoto) const {
    return (inPhoto * m_zoom + m_offset) / m_ratio;
}

QRectF ViewTransform::toWidget(const Rect& inPhoto) const {
    return {toWidget(QPointF(inPhoto.x, inPhoto.y)),
            toWidget(QPointF(inPhoto.x + inPhoto.width, inPhoto.y + inPhoto.height))};
}

PixelRect ViewTransform::visiblePart() const {
    const QPointF first = toPhoto({0, 0});
    const QPointF last = toPhoto({m_viewport.width(), m_viewport.height()});
    const int x = int(std::floor(first.x()));
    const int y = int(std::floor(first.y()));
    const PixelRect seen{x, y, int(std::ceil(last.x())) - x, int(std::ceil(last.y())) - y};
    return intersection(seen, {0, 0, m_photo.width(), m_photo.height()});
}

double ViewTransform::fitZoom() const {
    if (m_photo.isEmpty()) {
        return 1;
    }
    const double width = std::max(1.0, (m_viewport.width() - 2 * FitMargin) * m_ratio);
    const double height = std::max(1.0, (m_viewport.height() - 2 * FitMargin) * m_ratio);
    return std::min({width / m_photo.width(), height / m_photo.height(), MaxFitZoom * m_ratio});
}

double ViewTransform::minZoom() const {
    return std::min(fitZoom(), 1.0);
}

void ViewTransform::settle() {
    m_offset = {settled(m_offset.x(), m_photo.width() * m_zoom, m_viewport.width() * m_ratio),
                settled(m_offset.y(), m_photo.height() * m_zoom, m_viewport.height() * m_ratio)};
}

}  // namespace facet::ui
