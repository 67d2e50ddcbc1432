// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColorTransform>
#include <QString>

class QByteArray;
class QImage;

namespace facet::ui {

/// From sRGB, which photos are in here, to the colours of a screen. A value; at first it changes nothing.
class ScreenColours {
 public:
    ScreenColours() = default;
    /// An ICC profile of the kind that monitors have: a matrix and curves. Empty, damaged, of another kind, or sRGB's
    /// own: changes nothing.
    explicit ScreenColours(const QByteArray& iccProfile);

    bool changesNothing() const { return !m_active; }
    const QString& profileName() const { return m_name; }  ///< as the profile says it; empty: there is none
    /// 8-bit colours of any format that Qt paints; alpha stays.
    void apply(QImage& picture) const;

    friend bool operator==(const ScreenColours& a, const ScreenColours& b) {
        return a.m_active == b.m_active && a.m_name == b.m_name && (!a.m_active || a.m_toScreen == b.m_toScreen);
    }

 private:
    QColorTransform m_toScreen;
    QString m_name;
    bool m_active = false;
};

}  // namespace facet::ui
