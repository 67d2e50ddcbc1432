// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/film/FilmModel.h"
#include "ui/film/FilmService.h"

#include <QDialog>
#include <QTimer>

class QComboBox;
class QLabel;
class QSpinBox;

namespace facet::ui {

/// Asks how the film is to be made, says what that will take, and then where it is to lie.
class ExportDialog : public QDialog {
    Q_OBJECT

 public:
    ExportDialog(const FilmModel& model, FilmService& service, QWidget* parent);

 Q_SIGNALS:
    /// The file may be replaced; the person has been asked.
    void chosen(facet::FilmPlan plan, facet::FilmOutput output);

 private:
    void build();
    void estimate();
    void showEstimate(double bytes, double seconds);
    void askWhere();
    FilmPlan plan() const;
    FilmOutput output(const std::filesystem::path& path) const;

    const FilmModel& m_model;
    FilmService& m_service;
    QComboBox* m_format;
    QSpinBox* m_size;
    QSpinBox* m_fps;
    QSpinBox* m_quality;
    QLabel* m_estimate;
    QTimer m_settled;  // the estimate waits for the person's last change
};

}  // namespace facet::ui
