// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/FaceEngine.h"

#include <QDialog>

#include <cstddef>

class QCheckBox;
class QComboBox;
class QLabel;
class QPushButton;
class QSpinBox;

namespace facet::ui {

class ModelPage;
class TabbedPages;

/// What the person chooses once and for all. Everything takes effect at once, but for the language.
class PreferencesDialog : public QDialog {
    Q_OBJECT

 public:
    explicit PreferencesDialog(QWidget* parent);

    void setEngine(const EngineInfo& info);      ///< which device was chosen, and why
    void setScreenProfile(const QString& name);  ///< empty: the screen has none
    void setCacheUse(std::size_t bytes);
    ModelPage& model() { return *m_model; }

 Q_SIGNALS:
    void coloursChanged();
    void engineChanged();  ///< device or threads: the engine is to be loaded anew
    void cacheLimitChanged(int megabytes);
    void cacheCleared();
    void recentFilesForgotten();

 private:
    QWidget* makeLook();
    QWidget* makeComputing();
    QWidget* makeCacheRow(QWidget* page);
    QWidget* makePrivacy();

    QComboBox* m_theme;
    QComboBox* m_language;
    QCheckBox* m_colours;
    QLabel* m_profile;
    QComboBox* m_device;
    QLabel* m_reason;
    QSpinBox* m_threads;
    QSpinBox* m_cache;
    QLabel* m_cacheUse;
    QPushButton* m_clearCache;
    ModelPage* m_model;
    QCheckBox* m_recent;
};

}  // namespace facet::ui
