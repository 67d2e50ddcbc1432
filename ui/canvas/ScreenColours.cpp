// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/ScreenColours.h"

#include <QColorSpace>
#include <QImage>

namespace facet::ui {

ScreenColours::ScreenColours(const QByteArray& iccProfile) {
    if (iccProfile.isEmpty()) {
        return;  // no word of Qt's about a damaged one
    }
    const QColorSpace screen = QColorSpace::fromIccProfile(iccProfile);
    if (!screen.isValid()) {
        return;
    }
    const QColorSpace photo(QColorSpace::SRgb);
    m_name = screen.description();
    m_active = screen != photo;
    m_toScreen = photo.transformationToColorSpace(screen);
}

void ScreenColours::apply(QImage& picture) const {
    if (m_active) {
        picture.applyColorTransform(m_toScreen);
    }
}

}  // namespace facet::ui
