// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QPalette>
#include <QRectF>

class QPainter;
class QStyleOption;
class QStyleOptionProgressBar;
class QStyleOptionSlider;
class QStyleOptionSpinBox;

namespace facet::ui {

// How HouseStyle draws single controls.

/// Invalid colours: not filled, no outline.
void fillRounded(QPainter* painter, const QRectF& rect, QColor fill, QColor outline);
/// A line that says that the keyboard is here.
void drawFocus(QPainter* painter, const QRectF& rect, const QColor& colour);
/// From the colour of buttons towards that of their text.
QColor towardsText(const QPalette& palette, int percent);
/// The ground of what is typed into.
void drawField(const QStyleOption* option, QPainter* painter);
void drawCheckBox(const QStyleOption* option, QPainter* painter);
/// A track, filled with the accent up to a round handle.
void drawSlider(const QStyleOptionSlider* option, QPainter* painter, const QRect& handle);
/// What is done, in the accent; wholly so where nobody knows how much there is to do.
void drawProgress(const QStyleOptionProgressBar* option, QPainter* painter);
/// The field with its two arrows, which lie at `up` and `down`.
void drawSpinBox(const QStyleOptionSpinBox* option, QPainter* painter, const QRect& up, const QRect& down);

}  // namespace facet::ui
