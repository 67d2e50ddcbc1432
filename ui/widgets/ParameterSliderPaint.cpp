// SPDX-License-Identifier: GPL-3.0-or-later
// What a slider looks like: where its parts lie, and how they are drawn.
#include "ui/theme/ControlPainting.h"
#include "ui/theme/Theme.h"
#include "ui/widgets/ParameterSlider.h"
#include "ui/widgets/ValueEditor.h"

#include <QPainter>
#include <QPainterPath>
#include <QStyle>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace facet::ui {

namespace {

constexpr int Gap = 12;
constexpr int StarLeft = 4;
constexpr int StarWidth = 20;
constexpr int LockWidth = 20;
constexpr int GrooveHeight = 4;

}  // namespace

QRect ParameterSlider::starRect() const {
    return QStyle::visualRect(layoutDirection(), rect(), QRect(StarLeft, 0, StarWidth, height()));
}

QRect ParameterSlider::lockRect() const {
    const int left = trackLeft() - HandleRadius - LockWidth;
    return QStyle::visualRect(layoutDirection(), rect(), QRect(left, 0, LockWidth, height()));
}

/// The padlock takes its place from the name only while it is to be seen.
QRect ParameterSlider::labelRect() const {
    const int left = StarLeft + StarWidth;
    const int right = trackLeft() - HandleRadius - (m_locked || isPointedAt() ? LockWidth : 0);
    return QStyle::visualRect(layoutDirection(), rect(), QRect(left, 0, right - left, height()));
}

/// Where the lowest position of the handle's centre is, in layouts from the left.
int ParameterSlider::trackLeft() const {
    return width() * 9 / 20 + HandleRadius;
}

QRect ParameterSlider::valueRect() const {
    const int width = fontMetrics().horizontalAdvance(QStringLiteral("+0.00")) + 4;
    return QStyle::visualRect(layoutDirection(), rect(), QRect(this->width() - Gap - width, 0, width, height()));
}

QRect ParameterSlider::trackRect() const {
    const int left = trackLeft();
    const int right = width() - Gap - valueRect().width() - Gap - HandleRadius;
    return QStyle::visualRect(layoutDirection(), rect(), QRect(left, 0, std::max(1, right - left), height()));
}

double ParameterSlider::trackPosition(double amount) const {
    const double share = (amount + limit()) / (2 * limit());
    return trackRect().left() + trackRect().width() * (layoutDirection() == Qt::RightToLeft ? 1 - share : share);
}

double ParameterSlider::amountPerPixel() const {
    return 2 * limit() / trackRect().width() * (layoutDirection() == Qt::RightToLeft ? -1 : 1);
}

double ParameterSlider::amountAt(double x) const {
    return (x - trackPosition(0)) * amountPerPixel();
}

void ParameterSlider::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const bool active = hasFocus() || m_editor;
    if (active || (m_hovered && isEnabled())) {
        QColor ground = palette().color(QPalette::WindowText);
        ground.setAlpha(active ? 22 : 11);
        painter.setPen(Qt::NoPen);
        painter.setBrush(ground);
        painter.drawRoundedRect(rect().adjusted(4, 1, -4, -1), 4, 4);
        if (active) {
            drawFocus(&painter, rect().adjusted(4, 1, -4, -1), palette().color(QPalette::Highlight));
        }
    }
    paintStar(painter);
    paintLock(painter);
    paintTexts(painter);
    paintTrack(painter);
    paintHandle(painter);
}

/// Favourites always have their star; the others show that they could have one.
void ParameterSlider::paintStar(QPainter& painter) const {
    if (!m_favourite && !isPointedAt()) {
        return;
    }
    QPainterPath star;
    const QPointF centre = QRectF(starRect()).center();
    for (int point = 0; point < 10; ++point) {
        const double angle = (point * 36 - 90) * std::numbers::pi / 180;
        const double radius = point % 2 == 0 ? 5.5 : 2.4;
        const QPointF at = centre + QPointF(std::cos(angle), std::sin(angle)) * radius;
        point == 0 ? star.moveTo(at) : star.lineTo(at);
    }
    star.closeSubpath();
    const QColor colour = m_favourite ? palette().color(QPalette::Highlight) : Theme::quietText(palette());
    painter.setPen(QPen(colour, 1));
    painter.setBrush(m_favourite ? QBrush(colour) : QBrush(Qt::NoBrush));
    painter.drawPath(star);
}

/// Closed for what is locked; open where it could be.
void ParameterSlider::paintLock(QPainter& painter) const {
    if (!m_locked && !isPointedAt()) {
        return;
    }
    const QColor colour = m_locked ? palette().color(QPalette::Highlight) : Theme::quietText(palette());
    const QPointF centre = QRectF(lockRect()).center();
    const QRectF body(centre.x() - 4.5, centre.y() - 1, 9, 7);
    const double raised = m_locked ? 0 : 2;
    QPainterPath shackle(QPointF(centre.x() - 3, body.top()));
    shackle.lineTo(centre.x() - 3, centre.y() - 2.5 - raised);
    shackle.arcTo(QRectF(centre.x() - 3, centre.y() - 5.5 - raised, 6, 6), 180, -180);
    shackle.lineTo(centre.x() + 3, m_locked ? body.top() : centre.y() - 3);
    painter.setPen(QPen(colour, 1.4));
    painter.setBrush(Qt::NoBrush);
    painter.drawPath(shackle);
    painter.setBrush(m_locked ? QBrush(colour) : QBrush(Qt::NoBrush));
    painter.drawRoundedRect(body, 1, 1);
}

void ParameterSlider::paintTexts(QPainter& painter) const {
    const auto aligned = [this](Qt::AlignmentFlag side) {
        return int(Qt::AlignVCenter | QStyle::visualAlignment(layoutDirection(), side));
    };
    painter.setPen(palette().color(QPalette::WindowText));
    const QString label = fontMetrics().elidedText(m_label, Qt::ElideRight, labelRect().width());
    painter.drawText(labelRect(), aligned(Qt::AlignLeft), label);
    painter.setPen(!isTrusted()   ? Theme::warning(palette())
                   : value() == 0 ? Theme::quietText(palette())
                                  : palette().color(QPalette::WindowText));
    painter.setLayoutDirection(Qt::LeftToRight);  // a sign stands before its number, whatever the language
    painter.drawText(valueRect(), aligned(Qt::AlignRight), valueText());
}

void ParameterSlider::paintTrack(QPainter& painter) const {
    const QRectF track = trackRect();
    const QRectF groove(track.left(), track.center().y() - GrooveHeight / 2.0, track.width(), GrooveHeight);
    QColor empty = palette().color(QPalette::WindowText);
    empty.setAlpha(38);
    painter.setPen(Qt::NoPen);
    painter.setBrush(empty);
    painter.drawRoundedRect(groove, GrooveHeight / 2.0, GrooveHeight / 2.0);
    paintBeyond(painter, groove);
    const double zero = trackPosition(0);
    painter.drawRect(QRectF(zero - 0.5, groove.top() - 3, 1, groove.height() + 6));
    const double handle = trackPosition(amount());
    painter.setBrush(palette().color(QPalette::Highlight));
    painter.drawRect(QRectF(std::min(zero, handle), groove.top(), std::abs(handle - zero), groove.height()));
}

/// The part of the track to which this face cannot be moved.
void ParameterSlider::paintBeyond(QPainter& painter, const QRectF& groove) const {
    QColor warning = Theme::warning(palette());
    warning.setAlpha(170);
    const auto mark = [&](double from, double to) {
        const double a = trackPosition(from);
        const double b = trackPosition(to);
        painter.fillRect(QRectF(std::min(a, b), groove.top(), std::abs(b - a), groove.height()),
                         QBrush(warning, Qt::BDiagPattern));
    };
    if (m_trustedLow > -limit()) {
        mark(-limit(), m_trustedLow);
    }
    if (m_trustedHigh < limit()) {
        mark(m_trustedHigh, limit());
    }
}

void ParameterSlider::paintHandle(QPainter& painter) const {
    const QPointF centre(trackPosition(amount()), QRectF(trackRect()).center().y());
    const QColor ground = palette().color(QPalette::Window);
    QColor handle = palette().color(QPalette::WindowText);
    if (isEnabled() && !isTrusted()) {
        handle = Theme::warning(palette());
    } else if (isEnabled() && (value() != 0 || isSliderDown())) {
        handle = palette().color(QPalette::Highlight);
    }
    painter.setPen(QPen(ground, 2));
    painter.setBrush(handle);
    painter.drawEllipse(centre, HandleRadius + 0.5, HandleRadius + 0.5);
}

}  // namespace facet::ui
