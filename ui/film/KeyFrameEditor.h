// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/film/FilmModel.h"

#include <QWidget>

class QBoxLayout;
class QComboBox;
class QDoubleSpinBox;
class QHBoxLayout;
class QToolButton;

namespace facet::ui {

/// The chosen key frame's times and easing, and how the film goes through all of them.
class KeyFrameEditor : public QWidget {
    Q_OBJECT

 public:
    explicit KeyFrameEditor(FilmModel& model, QWidget* parent = nullptr);

    QSize minimumSizeHint() const override;

 protected:
    void resizeEvent(QResizeEvent* event) override;

 private:
    QHBoxLayout* buildKey();
    QHBoxLayout* buildFilm();
    void refresh();
    void apply();

    FilmModel& m_model;
    QBoxLayout* m_parts;  ///< the key's, a gap, the film's
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
