// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QPointer>

class QDialog;
class QWidget;

namespace facet::ui {

class Actions;
class EngineService;
class RecentFiles;

/// Opens the dialogs that stand beside the window: none is modal, each is open at most once.
class DialogControl : public QObject {
    Q_OBJECT

 public:
    DialogControl(const Actions& actions, EngineService& service, RecentFiles& recent, QWidget* window);

 private:
    void openPreferences();
    template <class Make>
    void open(QPointer<QDialog>& dialog, const Make& make);

    EngineService& m_service;
    RecentFiles& m_recent;
    QWidget* m_window;
    QPointer<QDialog> m_preferences;
    QPointer<QDialog> m_keys;
    QPointer<QDialog> m_about;
};

}  // namespace facet::ui
