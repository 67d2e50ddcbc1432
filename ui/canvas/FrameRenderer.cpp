// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/FrameRenderer.h"

#include "ui/canvas/PictureConversion.h"

#include <QPainter>

#include <cmath>
#include <utility>

namespace facet::ui {

namespace {

/// From here on the photo's pixels are shown as squares: whoever zooms in that far wants to see them.
constexpr double SquarePixelZoom = 4;

/// A part of the photo as whole pixels of a level, with a pixel more around it for the interpolation.
PixelRect partOfLevel(const PixelRect& photoPart, int level, const Image& levelImage) {
    const double scale = ImagePyramid::scale(level);
    const int x = int(std::floor(photoPart.x * scale)) - 1;
    const int y = int(std::floor(photoPart.y * scale)) - 1;
    const int right = int(std::ceil((photoPart.x + photoPart.width) * scale)) + 1;
    const int bottom = int(std::ceil((photoPart.y + photoPart.height) * scale)) + 1;
    return intersection({x, y, right - x, bottom - y}, levelImage.bounds());
}

}  // namespace

void FrameRenderer::setPhoto(OpenedPhotoPtr photo) {
    m_photo = std::move(photo);
    m_preview = nullptr;
    m_before = m_after = QImage();
}

void FrameRenderer::setPreview(PreviewPtr preview) {
    m_preview = std::move(preview);
    m_after = QImage();
}

const QImage& FrameRenderer::before(const ViewTransform& view, QColor surround) {
    keepFor(view, surround);
    if (m_before.isNull()) {
        m_before = render(nullptr);
    }
    return m_before;
}

const QImage& FrameRenderer::after(const ViewTransform& view, QColor surround) {
    if (!m_preview) {
        return before(view, surround);
    }
    keepFor(view, surround);
    if (m_after.isNull()) {
        m_after = render(m_preview.get());
    }
    return m_after;
}

void FrameRenderer::keepFor(const ViewTransform& view, QColor surround) {
    if (view == m_view && surround == m_surround) {
        return;
    }
    m_view = view;
    m_surround = surround;
    m_before = m_after = QImage();
}

QImage FrameRenderer::render(const Preview* preview) const {
    QImage frame(m_view.viewportInDevice(), QImage::Format_RGB32);
    frame.fill(m_surround);
    const PixelRect visible = m_view.visiblePart();
    if (!m_photo || visible.isEmpty()) {
        return frame;
    }
    const int level = m_photo->pyramid.levelFor(m_view.zoom());
    const Image& image = m_photo->pyramid.level(level);
    const PixelRect where = partOfLevel(visible, level, image);
    QImage part = toQImage(image, where);
    if (preview) {
        paintPreview(part, where, level, *preview);
    }
    const double zoomOfLevel = m_view.zoom() / ImagePyramid::scale(level);
    QPainter painter(&frame);
    painter.setRenderHint(QPainter::SmoothPixmapTransform, zoomOfLevel < SquarePixelZoom);
    painter.translate(m_view.offsetInDevice());
    painter.scale(zoomOfLevel, zoomOfLevel);
    painter.drawImage(QPoint(where.x, where.y), part);
    return frame;
}

void FrameRenderer::paintPreview(QImage& part, const PixelRect& where, int level, const Preview& preview) const {
    const QImage edited = toQImage(preview.picture, preview.picture.bounds());
    const PixelRect& region = preview.region;
    QPainter painter(&part);
    painter.setCompositionMode(QPainter::CompositionMode_Source);
    painter.translate(-where.x, -where.y);
    if (preview.level == level) {
        painter.drawImage(QPoint(region.x, region.y), edited);
        return;
    }
    // The view has just been zoomed: the last picture stands in until the one for this level arrives.
    const double factor = ImagePyramid::scale(level) / ImagePyramid::scale(preview.level);
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    painter.drawImage(QRectF(region.x * factor, region.y * factor, region.width * factor, region.height * factor),
                      edited);
}

}  // namespace facet::ui
