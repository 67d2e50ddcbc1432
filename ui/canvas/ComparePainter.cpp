// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/ComparePainter.h"

#include "ui/canvas/CanvasOverlay.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <QPainter>
#include <QPainterPath>

namespace facet::ui {

namespace {

constexpr double BadgeMargin = 16;
constexpr double KnobRadius = 14;

QString before() {
    return QCoreApplication::translate("PhotoCanvas", "Before");
}

QString after() {
    return QCoreApplication::translate("PhotoCanvas", "After");
}

void badgeOnTheLeftOf(QPainter& painter, double right, const QString& text) {
    const double width = CanvasOverlay::badgeSize(painter.font(), text).width();
    CanvasOverlay::paintBadge(painter, text, {right - BadgeMargin - width, BadgeMargin});
}

/// The line between before and after, with a knob that says that it can be moved.
void paintSplit(QPainter& painter, double x, double height) {
    const QPointF knob(x, height / 2);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(QColor(0, 0, 0, 110), 4));
    painter.drawLine(QPointF(x, 0), QPointF(x, height));
    painter.setPen(QPen(Qt::white, 2));
    painter.drawLine(QPointF(x, 0), QPointF(x, height));
    painter.setPen(QPen(QColor(0, 0, 0, 110), 1));
    painter.setBrush(Qt::white);
    painter.drawEllipse(knob, KnobRadius, KnobRadius);
    QPainterPath arrows;
    for (const double side : {-1.0, 1.0}) {
        arrows.moveTo(knob + QPointF(side * 4, -4));
        arrows.lineTo(knob + QPointF(side * 8, 0));
        arrows.lineTo(knob + QPointF(side * 4, 4));
    }
    painter.strokePath(arrows, QPen(QColor(40, 40, 40), 2, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
}

void paintSplitView(QPainter& painter, const ComparedPhoto& photo) {
    const QSizeF size = photo.layout.paneSize();
    const double x = photo.layout.splitX();
    painter.drawImage(QPointF(0, 0), photo.frames.after(photo.view, photo.surround));
    painter.save();
    painter.setClipRect(QRectF(0, 0, x, size.height()));
    painter.drawImage(QPointF(0, 0), photo.frames.before(photo.view, photo.surround));
    painter.restore();
    paintSplit(painter, x, size.height());
    badgeOnTheLeftOf(painter, x, before());
    CanvasOverlay::paintBadge(painter, after(), {x + BadgeMargin, BadgeMargin});
}

void paintSides(QPainter& painter, const ComparedPhoto& photo) {
    const QPointF right = photo.layout.afterPane();
    painter.fillRect(painter.viewport(), photo.surround);  // between the panes nothing else is painted
    painter.drawImage(QPointF(0, 0), photo.frames.before(photo.view, photo.surround));
    painter.drawImage(right, photo.frames.after(photo.view, photo.surround));
    const QRectF gutter(right.x() - CompareLayout::Gutter, 0, CompareLayout::Gutter, photo.layout.paneSize().height());
    painter.fillRect(gutter, QColor(0, 0, 0, 110));
    CanvasOverlay::paintBadge(painter, before(), {BadgeMargin, BadgeMargin});
    CanvasOverlay::paintBadge(painter, after(), right + QPointF(BadgeMargin, BadgeMargin));
}

}  // namespace

void paintCompared(QPainter& painter, const ComparedPhoto& photo) {
    switch (photo.layout.mode()) {
        case CompareMode::Off:
            painter.drawImage(QPointF(0, 0), photo.frames.after(photo.view, photo.surround));
            break;
        case CompareMode::Split:
            paintSplitView(painter, photo);
            break;
        case CompareMode::SideBySide:
            paintSides(painter, photo);
            break;
        case CompareMode::Difference:
            painter.drawImage(QPointF(0, 0), photo.frames.difference(photo.view, photo.surround, photo.gain));
            break;
    }
}

}  // namespace facet::ui
