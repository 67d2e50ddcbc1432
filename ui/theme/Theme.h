// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QPalette>
#include <QString>

class QApplication;

namespace facet::ui {

/// Dark and light: everything grey but one accent, so that the photo's colours are judged right.
class Theme {
 public:
    enum class Scheme { Dark, Light };

    /// The one that the desktop's palette suggests; ask before apply() has replaced that palette.
    static Scheme systemScheme();
    /// "dark", "light", or "system": what systemScheme() was when this was called first, before apply().
    static Scheme schemeOf(const QString& setting);
    static Scheme current();
    /// Style and palette of the whole program.
    static void apply(Scheme scheme);

    /// Neutral grey around the photo (red = green = blue).
    static QColor photoSurround(const QPalette& palette);
    /// A line between parts of the window.
    static QColor separator(const QPalette& palette);
    /// Text of lesser weight.
    static QColor quietText(const QPalette& palette);
    /// A thing that is raised from the panel a little: buttons, tracks.
    static QColor raised(const QPalette& palette);
    static QColor warning(const QPalette& palette);
};

}  // namespace facet::ui
