// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QObject>
#include <QString>

#include <functional>

class QScreen;

namespace facet::ui {

class PhotoCanvas;

/// Where a screen's ICC profile comes from; see iccProfileOf().
using ProfileSource = std::function<QByteArray(const QScreen*)>;

/// Has the canvas show the photo's colours as the screen that it is on needs them, unless the person wants that not.
/// The profile is read again when the window comes to another screen or to the front.
class ColourControl : public QObject {
    Q_OBJECT

 public:
    ColourControl(PhotoCanvas& canvas, ProfileSource profileOf, QWidget* window);

    void refresh();
    /// Of the screen's profile, whether it is used or not; empty: the screen has none that could be.
    QString profileName() const;

 protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

 private:
    PhotoCanvas& m_canvas;
    ProfileSource m_profileOf;
    QWidget* m_window;
};

}  // namespace facet::ui
