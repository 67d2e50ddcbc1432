// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

class QKeyEvent;
class QWidget;

namespace facet::ui {

class Actions;
class PhotoCanvas;

/// How the photo and the window are shown: zoom, outlines, full screen, theme, and the keys that are held.
class ViewControl : public QObject {
    Q_OBJECT

 public:
    ViewControl(const Actions& actions, PhotoCanvas& canvas, QWidget* window);

    /// B shows the photo before the edit, space turns the mouse into a hand. False for all other keys.
    bool holdKey(const QKeyEvent& event, bool down);
    /// False where the window did not fill the screen.
    bool leaveFullScreen();

 protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

 private:
    void connectZoom(const Actions& actions);
    void releaseKeys();
    void setFullScreen(bool on);

    const Actions& m_actions;
    PhotoCanvas& m_canvas;
    QWidget* m_window;
};

}  // namespace facet::ui
