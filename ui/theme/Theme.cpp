// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/Theme.h"

#include "ui/theme/HouseStyle.h"

#include <QApplication>
#include <QPixmapCache>

namespace facet::ui {

namespace {

QColor grey(int level) {
    return {level, level, level};
}

struct Shades {
    int window, base, raised, text, quiet, disabled;
    QColor accent, onAccent;
};

QPalette paletteOf(const Shades& shades) {
    QPalette palette;
    palette.setColor(QPalette::Window, grey(shades.window));
    palette.setColor(QPalette::Base, grey(shades.base));
    palette.setColor(QPalette::AlternateBase, grey((shades.base + shades.window) / 2));
    palette.setColor(QPalette::Button, grey(shades.raised));
    palette.setColor(QPalette::ToolTipBase, grey(shades.base));
    palette.setColor(QPalette::Light, grey(qMin(255, shades.raised + 20)));
    palette.setColor(QPalette::Midlight, grey(qMin(255, shades.raised + 10)));
    palette.setColor(QPalette::Mid, grey(qMax(0, shades.raised - 25)));
    palette.setColor(QPalette::Dark, grey(qMax(0, shades.window - 20)));
    palette.setColor(QPalette::Shadow, grey(qMax(0, shades.window - 40)));
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::ToolTipText}) {
        palette.setColor(role, grey(shades.text));
        palette.setColor(QPalette::Disabled, role, grey(shades.disabled));
    }
    palette.setColor(QPalette::BrightText, Qt::white);
    palette.setColor(QPalette::PlaceholderText, grey(shades.quiet));
    palette.setColor(QPalette::Highlight, shades.accent);
    palette.setColor(QPalette::HighlightedText, shades.onAccent);
    palette.setColor(QPalette::Disabled, QPalette::Highlight, grey(shades.disabled));
    palette.setColor(QPalette::Disabled, QPalette::HighlightedText, grey(shades.window));
    palette.setColor(QPalette::Link, shades.accent);
    palette.setColor(QPalette::LinkVisited, shades.accent);
    return palette;
}

const Shades DarkShades{43, 31, 74, 222, 154, 110, QColor(0x5a, 0xa2, 0xf0), QColor(0x10, 0x18, 0x22)};
const Shades LightShades{242, 255, 222, 32, 104, 160, QColor(0x18, 0x68, 0xc4), Qt::white};

bool isDark(const QPalette& palette) {
    return palette.color(QPalette::Window).lightness() < 128;
}

}  // namespace

Theme::Scheme Theme::systemScheme() {
    return isDark(QApplication::palette()) ? Scheme::Dark : Scheme::Light;
}

Theme::Scheme Theme::schemeOf(const QString& setting) {
    static const Scheme desktop = systemScheme();
    if (setting == QLatin1String("dark")) {
        return Scheme::Dark;
    }
    return setting == QLatin1String("light") ? Scheme::Light : desktop;
}

Theme::Scheme Theme::current() {
    return systemScheme();
}

void Theme::apply(Scheme scheme) {
    QApplication::setStyle(new HouseStyle);
    QApplication::setPalette(paletteOf(scheme == Scheme::Dark ? DarkShades : LightShades));
    QPixmapCache::clear();
}

QColor Theme::photoSurround(const QPalette& palette) {
    return grey(isDark(palette) ? 58 : 200);
}

QColor Theme::separator(const QPalette& palette) {
    return grey(isDark(palette) ? 26 : 212);
}

QColor Theme::quietText(const QPalette& palette) {
    return palette.color(QPalette::PlaceholderText);
}

QColor Theme::raised(const QPalette& palette) {
    return palette.color(QPalette::Button);
}

QColor Theme::warning(const QPalette& palette) {
    return isDark(palette) ? QColor(0xf0, 0xb4, 0x5a) : QColor(0x9a, 0x5b, 0x00);
}

}  // namespace facet::ui
