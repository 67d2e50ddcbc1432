// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/film/FilmModel.h"

#include <QWidget>

class QComboBox;
class QDoubleSpinBox;
class QToolButton;

namespace facet::ui {

/// The chosen key frame's times and easing, and how the film goes through all of them.
class KeyFrameEditor : public QWidget {
    Q_OBJECT

 public:
    explicit KeyFrameEditor(FilmModel& model, QWidget* parent = nullptr);

 private:
    void buildKey();
    void buildFilm();
    void refresh();
    void apply();

    FilmModel& m_model;
    QDoubleSpinBox* m_hold;
    QDoubleSpinBox* m_seconds;
    QComboBox* m_easing;
    QToolButton* m_remove;
    QComboBox* m_loop;
    QComboBox* m_framing;
    QComboBox* m_path;
    bool m_refreshing = false;
};

}  // namespace facet::ui
