// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/MaskOverlay.h"

#include <QPainter>
#include <QPen>

#include <algorithm>
#include <cmath>

namespace facet::ui {

namespace {

/// No skin, no hair and no lips have it, so that the mask is seen on all of them.
constexpr QColor Tint(0x1f, 0xd0, 0x4a);
constexpr int Opacity = 140;  ///< of 255, where the edit acts wholly: the photo is still to be seen

QImage tinted(const Image& mask) {
    QImage picture(mask.width(), mask.height(), QImage::Format_ARGB32_Premultiplied);
    QRgb shades[256];
    for (int weight = 0; weight < 256; ++weight) {
        shades[weight] = qPremultiply(qRgba(Tint.red(), Tint.green(), Tint.blue(), weight * Opacity / 255));
    }
    for (int y = 0; y < mask.height(); ++y) {
        const auto* from = mask.row<std::uint8_t>(y);
        auto* to = reinterpret_cast<QRgb*>(picture.scanLine(y));
        std::transform(from, from + mask.width(), to, [&shades](std::uint8_t weight) { return shades[weight]; });
    }
    return picture;
}

/// A ring that is seen on dark and on light photos.
void strokeRing(QPainter& painter, QPointF centre, double radius, Qt::PenStyle style) {
    painter.setPen(QPen(QColor(0, 0, 0, 150), 3));
    painter.drawEllipse(centre, radius, radius);
    painter.setPen(QPen(Qt::white, 1.25, style));
    painter.drawEllipse(centre, radius, radius);
}

}  // namespace

void MaskOverlay::setPreview(const PreviewPtr& preview) {
    if (!preview || preview->mask.isEmpty()) {
        m_tint = QImage();
        return;
    }
    m_tint = tinted(preview->mask);
    const double size = 1 / ImagePyramid::scale(preview->level);
    const PixelRect& region = preview->region;
    m_place = {region.x * size, region.y * size, region.width * size, region.height * size};
}

void MaskOverlay::paint(QPainter& painter, const ViewTransform& view) const {
    if (m_tint.isNull()) {
        return;
    }
    painter.save();
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    painter.drawImage(view.toWidget(m_place), m_tint);
    painter.restore();
}

void MaskOverlay::paintBrush(QPainter& painter, QPointF at, const BrushShape& brush) {
    constexpr double SignArm = 4;
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(Qt::NoBrush);
    strokeRing(painter, at, brush.radius, Qt::SolidLine);
    const double inner = brush.radius * (1 - brush.feather);
    if (inner > SignArm && brush.radius - inner > 2) {
        strokeRing(painter, at, inner, Qt::DashLine);
    }
    for (const auto& [colour, width] : {std::pair(QColor(0, 0, 0, 150), 3.5), std::pair(QColor(Qt::white), 1.5)}) {
        painter.setPen(QPen(colour, width, Qt::SolidLine, Qt::RoundCap));
        if (brush.tool == BrushTool::Restore) {
            painter.drawEllipse(at, SignArm - 1, SignArm - 1);
            continue;
        }
        painter.drawLine(at - QPointF(SignArm, 0), at + QPointF(SignArm, 0));
        if (brush.tool == BrushTool::Add) {
            painter.drawLine(at - QPointF(0, SignArm), at + QPointF(0, SignArm));
        }
    }
}

}  // namespace facet::ui
