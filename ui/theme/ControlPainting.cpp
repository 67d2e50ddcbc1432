// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/ControlPainting.h"

#include <QAbstractSpinBox>
#include <QPainter>
#include <QStyleOption>

#include <algorithm>

namespace facet::ui {

namespace {

constexpr double Radius = 4;
constexpr double TrackHeight = 4;
constexpr double HandleRadius = 6;

void drawStroke(QPainter* painter, const QPolygonF& stroke, const QColor& colour, double width) {
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(QPen(colour, width, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter->drawPolyline(stroke);
    painter->restore();
}

/// An arrowhead; `direction` −1: upwards, 1: downwards.
void drawChevron(QPainter* painter, const QRectF& rect, int direction, const QColor& colour) {
    const QPointF centre = rect.center();
    const QPointF tip(0, 1.5 * direction);
    drawStroke(painter, {{centre + QPointF(-3, 0) - tip, centre + tip, centre + QPointF(3, 0) - tip}}, colour, 1.3);
}

}  // namespace

void fillRounded(QPainter* painter, const QRectF& rect, QColor fill, QColor outline) {
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(outline.isValid() ? QPen(outline, 1) : QPen(Qt::NoPen));
    painter->setBrush(fill.isValid() ? QBrush(fill) : QBrush(Qt::NoBrush));
    const double inset = outline.isValid() ? 0.5 : 0;
    painter->drawRoundedRect(rect.adjusted(inset, inset, -inset, -inset), Radius, Radius);
    painter->restore();
}

void drawFocus(QPainter* painter, const QRectF& rect, const QColor& colour) {
    constexpr double Line = 2;
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(QPen(colour, Line));
    painter->setBrush(Qt::NoBrush);
    painter->drawRoundedRect(rect.adjusted(Line / 2, Line / 2, -Line / 2, -Line / 2), Radius, Radius);
    painter->restore();
}

QColor towardsText(const QPalette& palette, int percent) {
    const QColor from = palette.color(QPalette::Button);
    const QColor to = palette.color(QPalette::ButtonText);
    const int level = from.red() + (to.red() - from.red()) * percent / 100;
    return {level, level, level};
}

void drawField(const QStyleOption* option, QPainter* painter) {
    const bool focused = option->state & QStyle::State_HasFocus;
    fillRounded(painter, option->rect, option->palette.color(QPalette::Base), towardsText(option->palette, 8));
    if (focused) {
        drawFocus(painter, option->rect, option->palette.color(QPalette::Highlight));
    }
}

void drawCheckBox(const QStyleOption* option, QPainter* painter) {
    const bool checked = option->state & QStyle::State_On;
    const double side = std::min({option->rect.width(), option->rect.height(), 16});
    QRectF box(0, 0, side, side);
    box.moveCenter(QRectF(option->rect).center());
    const QPalette& palette = option->palette;
    const QColor accent = palette.color(QPalette::Highlight);
    const QColor line = option->state & QStyle::State_HasFocus ? accent : towardsText(palette, 45);
    fillRounded(painter, box, checked ? accent : palette.color(QPalette::Base), checked ? accent : line);
    if (checked) {
        const auto at = [&box](double x, double y) { return box.topLeft() + QPointF(x, y) * box.width() / 16; };
        drawStroke(painter, {{at(4, 8.5), at(7, 11.5), at(12, 5)}}, palette.color(QPalette::HighlightedText), 1.8);
    }
}

void drawSlider(const QStyleOptionSlider* option, QPainter* painter, const QRect& handle) {
    const QPalette& palette = option->palette;
    const bool enabled = option->state & QStyle::State_Enabled;
    const bool active = option->state & (QStyle::State_HasFocus | QStyle::State_Sunken);
    const QPointF centre = QRectF(handle).center();
    const QRectF whole(option->rect);
    const QRectF track(whole.left() + HandleRadius, centre.y() - TrackHeight / 2, whole.width() - 2 * HandleRadius,
                       TrackHeight);
    QRectF filled = track;
    if (option->direction == Qt::RightToLeft) {
        filled.setLeft(centre.x());
    } else {
        filled.setRight(centre.x());
    }
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    painter->setBrush(palette.color(QPalette::Button));
    painter->drawRoundedRect(track, TrackHeight / 2, TrackHeight / 2);
    const QColor accent = enabled ? palette.color(QPalette::Highlight) : palette.color(QPalette::Mid);
    painter->setBrush(accent);
    painter->drawRoundedRect(filled, TrackHeight / 2, TrackHeight / 2);
    painter->setBrush(enabled && active ? accent : palette.color(QPalette::WindowText));
    painter->drawEllipse(centre, HandleRadius, HandleRadius);
    painter->restore();
    if (option->state & QStyle::State_HasFocus) {
        drawFocus(painter, option->rect, palette.color(QPalette::Highlight));
    }
}

void drawProgress(const QStyleOptionProgressBar* option, QPainter* painter) {
    fillRounded(painter, option->rect, towardsText(option->palette, 8), {});
    const int range = option->maximum - option->minimum;
    const double share = range > 0 ? double(option->progress - option->minimum) / range : 1;
    if (share > 0) {
        const QRect done(option->rect.topLeft(), QSize(int(option->rect.width() * share), option->rect.height()));
        fillRounded(painter, QStyle::visualRect(option->direction, option->rect, done),
                    option->palette.color(QPalette::Highlight), {});
    }
}

void drawSpinBox(const QStyleOptionSpinBox* option, QPainter* painter, const QRect& up, const QRect& down) {
    drawField(option, painter);
    if (option->buttonSymbols == QAbstractSpinBox::NoButtons) {
        return;
    }
    const auto colour = [option](QAbstractSpinBox::StepEnabledFlag step) {
        const bool possible = option->stepEnabled.testFlag(step) && option->state.testFlag(QStyle::State_Enabled);
        return option->palette.color(possible ? QPalette::Normal : QPalette::Disabled, QPalette::WindowText);
    };
    drawChevron(painter, up, -1, colour(QAbstractSpinBox::StepUpEnabled));
    drawChevron(painter, down, 1, colour(QAbstractSpinBox::StepDownEnabled));
}

}  // namespace facet::ui
