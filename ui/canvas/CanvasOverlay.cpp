// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/CanvasOverlay.h"

#include <QFontMetricsF>
#include <QLineF>
#include <QPainter>
#include <QPainterPath>
#include <QPolygonF>

#include <algorithm>

namespace facet::ui {

namespace {

constexpr double Radius = 6;
constexpr double EyeReach = 12;  ///< logical pixels around an eye that take hold of it
/// The accent as the dark theme has it, in both themes: it lies on photos, not on the window.
constexpr QColor OverlayAccent(0x5a, 0xa2, 0xf0);

/// The four corners of a rounded frame: enough to see where the face is without a line across the hair.
QPainterPath corners(const QRectF& box) {
    const double arm = std::max(Radius, std::min({28.0, box.width() / 4, box.height() / 4}));
    QPainterPath path;
    const auto corner = [&path](QPointF at, double dx, double dy, double length) {
        path.moveTo(at.x() + dx * length, at.y());
        path.lineTo(at.x() + dx * Radius, at.y());
        path.quadTo(at, {at.x(), at.y() + dy * Radius});
        path.lineTo(at.x(), at.y() + dy * length);
    };
    corner(box.topLeft(), 1, 1, arm);
    corner(box.topRight(), -1, 1, arm);
    corner(box.bottomRight(), -1, -1, arm);
    corner(box.bottomLeft(), 1, -1, arm);
    return path;
}

/// A line that is seen on dark and on light photos.
void strokeTwice(QPainter& painter, const QPainterPath& path, QColor colour, double width) {
    painter.strokePath(path, QPen(QColor(0, 0, 0, 110), width + 2, Qt::SolidLine, Qt::RoundCap));
    painter.strokePath(path, QPen(colour, width, Qt::SolidLine, Qt::RoundCap));
}

}  // namespace

void CanvasOverlay::setFaces(const std::vector<Face>& faces, int current) {
    m_faces = faces;
    m_current = current;
}

int CanvasOverlay::faceAt(QPointF inWidget, const ViewTransform& view) const {
    int found = -1;
    double area = 0;
    for (int i = 0; i < static_cast<int>(m_faces.size()); ++i) {
        const QRectF box = view.toWidget(m_faces[std::size_t(i)].box);
        if (box.contains(inWidget) && (found < 0 || box.width() * box.height() < area)) {
            found = i;
            area = box.width() * box.height();
        }
    }
    return found;
}

int CanvasOverlay::eyeAt(QPointF inWidget, const ViewTransform& view) const {
    for (int which = 0; isFaceChosen() && which < 2; ++which) {
        const Point at = eye(which);
        if (QLineF(view.toWidget(QPointF(at.x, at.y)), inWidget).length() <= EyeReach) {
            return which;
        }
    }
    return -1;
}

bool CanvasOverlay::isNearChosenFace(QPointF inWidget, const ViewTransform& view) const {
    return isFaceChosen() && view.toWidget(m_faces[std::size_t(m_current)].box).contains(inWidget);
}

void CanvasOverlay::moveEye(int which, QPointF inPhoto) {
    Face& face = m_faces[std::size_t(m_current)];
    (which == 0 ? face.leftEye : face.rightEye) = {inPhoto.x(), inPhoto.y()};
}

Point CanvasOverlay::eye(int which) const {
    const Face& face = m_faces[std::size_t(m_current)];
    return which == 0 ? face.leftEye : face.rightEye;
}

void CanvasOverlay::paintEyes(QPainter& painter, const ViewTransform& view) const {
    for (int which = 0; isFaceChosen() && which < 2; ++which) {
        const Point at = eye(which);
        paintEyeMark(painter, view.toWidget(QPointF(at.x, at.y)));
    }
}

void CanvasOverlay::paintFaces(QPainter& painter, const ViewTransform& view) const {
    painter.setRenderHint(QPainter::Antialiasing);
    for (int i = 0; i < static_cast<int>(m_faces.size()); ++i) {
        const QPainterPath path = corners(view.toWidget(m_faces[std::size_t(i)].box));
        if (i == m_current) {
            strokeTwice(painter, path, OverlayAccent, 2.5);
        } else {
            strokeTwice(painter, path, QColor(255, 255, 255, 220), 1.5);
        }
    }
}

void CanvasOverlay::paintReach(QPainter& painter, const ViewTransform& view) const {
    if (!isFaceChosen()) {
        return;
    }
    const Alignment crop = Alignment::fromEyes(eye(0), eye(1));
    QPolygonF border;
    for (const Point corner : {Point{0, 0}, Point{1, 0}, Point{1, 1}, Point{0, 1}}) {
        const Point at = crop.toPhoto(corner);
        border << view.toWidget(QPointF(at.x, at.y));
    }
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(QColor(0, 0, 0, 110), 2));
    painter.drawPolygon(border);
    painter.setPen(QPen(QColor(255, 255, 255, 200), 1, Qt::DashLine));
    painter.drawPolygon(border);
}

void CanvasOverlay::paintEyeMark(QPainter& painter, QPointF inWidget) {
    QPainterPath mark;
    mark.addEllipse(inWidget, 8, 8);
    mark.addEllipse(inWidget, 1, 1);
    painter.setRenderHint(QPainter::Antialiasing);
    strokeTwice(painter, mark, OverlayAccent, 2);
}

QSizeF CanvasOverlay::badgeSize(const QFont& font, const QString& text) {
    const QFontMetricsF metrics(font);
    return {metrics.horizontalAdvance(text) + 24, metrics.height() + 8};
}

void CanvasOverlay::paintBadge(QPainter& painter, const QString& text, QPointF corner) {
    const QRectF badge(corner, badgeSize(painter.font(), text));
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(QColor(0, 0, 0, 170));
    painter.drawRoundedRect(badge, Radius, Radius);
    painter.setPen(Qt::white);
    painter.drawText(badge, Qt::AlignCenter, text);
}

}  // namespace facet::ui
