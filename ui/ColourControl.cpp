// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/ColourControl.h"

#include "ui/Settings.h"
#include "ui/canvas/PhotoCanvas.h"

#include <QEvent>
#include <QScreen>
#include <QWindow>

#include <utility>

namespace facet::ui {

ColourControl::ColourControl(PhotoCanvas& canvas, ProfileSource profileOf, QWidget* window)
    : QObject(window), m_canvas(canvas), m_profileOf(std::move(profileOf)), m_window(window) {
    window->installEventFilter(this);
}

void ColourControl::refresh() {
    m_canvas.setScreenColours(Settings().areColoursManaged() ? ScreenColours(m_profileOf(m_window->screen()))
                                                             : ScreenColours());
}

QString ColourControl::profileName() const {
    return ScreenColours(m_profileOf(m_window->screen())).profileName();
}

bool ColourControl::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::WinIdChange && m_window->windowHandle()) {
        connect(m_window->windowHandle(), &QWindow::screenChanged, this, &ColourControl::refresh, Qt::UniqueConnection);
    } else if (event->type() == QEvent::Show || event->type() == QEvent::WindowActivate) {
        refresh();
    }
    return QObject::eventFilter(watched, event);
}

}  // namespace facet::ui
