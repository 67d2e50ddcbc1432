// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/ViewControl.h"

#include "ui/Actions.h"
#include "ui/Settings.h"
#include "ui/canvas/PhotoCanvas.h"
#include "ui/theme/Theme.h"
#include "ui/widgets/FocusRing.h"

#include <QAction>
#include <QKeyEvent>

namespace facet::ui {

namespace {

using Id = Actions::Id;

constexpr double ZoomStep = 1.25;

void switchTheme() {
    const bool toLight = Theme::current() == Theme::Scheme::Dark;
    Theme::apply(toLight ? Theme::Scheme::Light : Theme::Scheme::Dark);
    Settings().setTheme(toLight ? QStringLiteral("light") : QStringLiteral("dark"));
}

}  // namespace

ViewControl::ViewControl(const Actions& actions, PhotoCanvas& canvas, QWidget* window)
    : QObject(window), m_actions(actions), m_canvas(canvas), m_window(window) {
    new FocusRing(&canvas);
    connectZoom(actions);
    connect(actions[Id::Outlines], &QAction::triggered, &canvas, &PhotoCanvas::setOutlinesShown);
    connect(actions[Id::SwitchTheme], &QAction::triggered, this, switchTheme);
    connect(actions[Id::FullScreen], &QAction::triggered, this, &ViewControl::setFullScreen);
    window->installEventFilter(this);
}

void ViewControl::connectZoom(const Actions& actions) {
    const auto on = [&](Id id, auto handler) { connect(actions[id], &QAction::triggered, this, handler); };
    on(Id::Fit, [this] { m_canvas.fit(); });
    on(Id::OriginalSize, [this] { m_canvas.zoomTo(1); });
    on(Id::ZoomIn, [this] { m_canvas.zoomTo(m_canvas.view().zoom() * ZoomStep); });
    on(Id::ZoomOut, [this] { m_canvas.zoomTo(m_canvas.view().zoom() / ZoomStep); });
}

bool ViewControl::holdKey(const QKeyEvent& event, bool down) {
    if (event.key() != Qt::Key_B && event.key() != Qt::Key_Space) {
        return false;
    }
    if (down && event.modifiers().testAnyFlags(Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier)) {
        return false;  // the shortcut of an action that cannot be used just now
    }
    if (event.isAutoRepeat()) {
        return true;
    }
    if (event.key() == Qt::Key_B) {
        m_canvas.setBeforeShown(down);
    } else {
        m_canvas.setPanKeyHeld(down);
    }
    return true;
}

void ViewControl::releaseKeys() {
    m_canvas.setBeforeShown(false);
    m_canvas.setPanKeyHeld(false);
}

bool ViewControl::leaveFullScreen() {
    if (!m_window->isFullScreen()) {
        return false;
    }
    setFullScreen(false);
    return true;
}

bool ViewControl::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::ActivationChange && !m_window->isActiveWindow()) {
        releaseKeys();  // the release of a held key goes to another window
    } else if (event->type() == QEvent::WindowStateChange) {
        m_actions[Id::FullScreen]->setChecked(m_window->isFullScreen());
    }
    return QObject::eventFilter(watched, event);
}

void ViewControl::setFullScreen(bool on) {
    m_window->setWindowState(m_window->windowState().setFlag(Qt::WindowFullScreen, on));
}

}  // namespace facet::ui
