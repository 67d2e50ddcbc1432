// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QPointer>

class QDialog;
class QWidget;

namespace facet::ui {

class Actions;
class ColourControl;
class EngineService;
class ModelControl;
class ModelPage;
class PreferencesDialog;
class OpenPhotos;
class RecentFiles;

/// Opens the dialogs that stand beside the window: none is modal, each is open at most once.
class DialogControl : public QObject {
    Q_OBJECT

 public:
    struct Parts {
        EngineService& service;
        OpenPhotos& photos;
        RecentFiles& recent;
        ColourControl& colours;
        ModelControl& model;
    };

    DialogControl(const Actions& actions, const Parts& parts, QWidget* window);

 private:
    void openPreferences();
    void openNewFace();
    void connectModel(ModelPage& page);
    void connectCache(PreferencesDialog& dialog);
    template <class Make>
    void open(QPointer<QDialog>& dialog, const Make& make);

    Parts m_parts;
    QWidget* m_window;
    QPointer<QDialog> m_preferences;
    QPointer<QDialog> m_keys;
    QPointer<QDialog> m_about;
    QPointer<QDialog> m_newFace;
};

}  // namespace facet::ui
