// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>

class QPoint;

namespace facet::ui {

class ParameterSlider;

/// What can be done to a slider besides moving it, as a menu at a place of the screen.
void showSliderMenu(ParameterSlider& slider, const QPoint& place, const std::function<void()>& showCard);

}  // namespace facet::ui
