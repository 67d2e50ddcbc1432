// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

class QScreen;

namespace facet::ui {

/// The ICC profile that the desktop says a screen has: the root window's _ICC_PROFILE (ICC Profiles in X, 0.4), and
/// _ICC_PROFILE_1 and so on for further screens. Empty where there is none, and where there is no X: on Wayland the
/// compositor takes care of colours.
QByteArray iccProfileOf(const QScreen* screen);

}  // namespace facet::ui
