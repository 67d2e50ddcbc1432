// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QToolBar>

class QMenu;
class QToolButton;

namespace facet::ui {

class Actions;
class DragHandle;

/// The upper edge of the window: what is used all the time as buttons, the rest in a menu.
class MainToolBar : public QToolBar {
    Q_OBJECT

 public:
    MainToolBar(const Actions& actions, QMenu* recentFiles, QWidget* parent);

    void setPhotoShown(bool shown);
    DragHandle& dragHandle() { return *m_dragHandle; }

 Q_SIGNALS:
    void beforeHeld(bool held);

 private:
    void addBeforeButton();
    void addCompareButton(const Actions& actions);
    void addMenuButton(const Actions& actions, QMenu* recentFiles);
    QMenu* makeMenu(const Actions& actions, QMenu* recentFiles);

    DragHandle* m_dragHandle;
    QToolButton* m_before;
    QToolButton* m_compare;
};

}  // namespace facet::ui
