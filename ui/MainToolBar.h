// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QToolBar>

class QToolButton;

namespace facet::ui {

class Actions;

/// The upper edge of the window: what is used all the time as buttons, the rest in a menu.
class MainToolBar : public QToolBar {
    Q_OBJECT

 public:
    explicit MainToolBar(const Actions& actions, QWidget* parent = nullptr);

    void setPhotoShown(bool shown);

 Q_SIGNALS:
    void beforeHeld(bool held);

 private:
    void addBeforeButton();
    void addMenuButton(const Actions& actions);

    QToolButton* m_before;
};

}  // namespace facet::ui
