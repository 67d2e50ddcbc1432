// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/FrameRenderer.h"

#include "ui/canvas/PictureConversion.h"

#include <QBrush>
#include <QPainter>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
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

/// What shows through a photo that is transparent somewhere.
QBrush checkerboard() {
    constexpr int Side = 8;
    QImage tile(2 * Side, 2 * Side, QImage::Format_RGB32);
    for (int y = 0; y < tile.height(); ++y) {
        for (int x = 0; x < tile.width(); ++x) {
            tile.setPixel(x, y, (x / Side + y / Side) % 2 == 0 ? qRgb(204, 204, 204) : qRgb(153, 153, 153));
        }
    }
    return QBrush(tile);
}

/// What each difference of 8-bit samples becomes.
std::array<int, 256> amplifier(double gain) {
    std::array<int, 256> table{};
    for (int i = 0; i < 256; ++i) {
        table[std::size_t(i)] = int(std::min(255.0, std::round(i * gain)));
    }
    return table;
}

}  // namespace

void FrameRenderer::setPhoto(OpenedPhotoPtr photo) {
    m_levels.setPhoto(std::move(photo));
    m_preview = nullptr;
    m_before = m_after = m_difference = QImage();
}

void FrameRenderer::setPreview(PreviewPtr preview) {
    m_preview = std::move(preview);
    m_after = m_difference = QImage();
}

void FrameRenderer::setColours(const ScreenColoursPtr& colours) {
    m_levels.setColours(colours);
    m_before = m_after = m_difference = QImage();
}

bool FrameRenderer::show(const ShownLevelPtr& converted) {
    if (!m_levels.take(converted)) {
        return false;
    }
    m_before = m_after = m_difference = QImage();
    return true;
}

int FrameRenderer::lackingLevel(double zoom) const {
    const int level = m_levels.photo() ? m_levels.photo()->pyramid.levelFor(zoom) : 0;
    return m_levels.lacks(level) ? level : -1;
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

const QImage& FrameRenderer::difference(const ViewTransform& view, QColor surround, double gain) {
    const QImage& edited = after(view, surround);
    const QImage& original = before(view, surround);
    if (!m_difference.isNull() && m_gain == gain) {
        return m_difference;
    }
    m_gain = gain;
    m_difference = QImage(original.size(), QImage::Format_RGB32);
    m_difference.fill(m_surround);
    const auto amplified = amplifier(gain);
    const QRect photo = photoInFrame();
    for (int y = photo.top(); y <= photo.bottom(); ++y) {
        const auto* from = reinterpret_cast<const QRgb*>(original.constScanLine(y));
        const auto* to = reinterpret_cast<const QRgb*>(edited.constScanLine(y));
        auto* out = reinterpret_cast<QRgb*>(m_difference.scanLine(y));
        for (int x = photo.left(); x <= photo.right(); ++x) {
            out[x] = qRgb(amplified[std::size_t(std::abs(qRed(to[x]) - qRed(from[x])))],
                          amplified[std::size_t(std::abs(qGreen(to[x]) - qGreen(from[x])))],
                          amplified[std::size_t(std::abs(qBlue(to[x]) - qBlue(from[x])))]);
        }
    }
    m_difference.setDevicePixelRatio(m_view.devicePixelRatio());
    return m_difference;
}

QRect FrameRenderer::photoInFrame() const {
    if (!m_levels.photo()) {
        return {};
    }
    const Image& image = m_levels.photo()->image();
    const QPointF corner = m_view.offsetInDevice();
    const QRectF photo(corner, QSizeF(image.width() * m_view.zoom(), image.height() * m_view.zoom()));
    return photo.toAlignedRect() & QRect(QPoint(0, 0), m_view.viewportInDevice());
}

void FrameRenderer::keepFor(const ViewTransform& view, QColor surround) {
    if (view == m_view && surround == m_surround) {
        return;
    }
    m_view = view;
    m_surround = surround;
    m_before = m_after = m_difference = QImage();
}

QImage FrameRenderer::render(const Preview* preview) const {
    QImage frame(m_view.viewportInDevice(), QImage::Format_RGB32);
    frame.fill(m_surround);
    const PixelRect visible = m_view.visiblePart();
    if (!m_levels.photo() || visible.isEmpty()) {
        frame.setDevicePixelRatio(m_view.devicePixelRatio());
        return frame;
    }
    const auto [image, level] = m_levels.find(m_levels.photo()->pyramid.levelFor(m_view.zoom()));
    const PixelRect where = partOfLevel(visible, level, *image);
    QImage part = toQImage(*image, where);
    if (preview) {
        paintPreview(part, where, level, *preview);
    }
    const double zoomOfLevel = m_view.zoom() / ImagePyramid::scale(level);
    QPainter painter(&frame);
    if (part.hasAlphaChannel()) {
        painter.fillRect(photoInFrame(), checkerboard());
    }
    painter.setRenderHint(QPainter::SmoothPixmapTransform, zoomOfLevel < SquarePixelZoom);
    painter.translate(m_view.offsetInDevice());
    painter.scale(zoomOfLevel, zoomOfLevel);
    painter.drawImage(QPoint(where.x, where.y), part);
    painter.end();
    frame.setDevicePixelRatio(m_view.devicePixelRatio());
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
