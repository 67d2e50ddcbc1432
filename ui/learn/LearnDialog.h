// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/learn/LearnRunner.h"

#include <QDialog>

#include <filesystem>
#include <functional>
#include <vector>

class QLabel;
class QLineEdit;
class QProgressBar;
class QPushButton;

namespace facet::ui {

class PhotoPile;

/// Learns a slider from photos with something and photos without it.
class LearnDialog : public QDialog {
    Q_OBJECT

 public:
    struct Task {
        Lessons lessons;
        std::vector<std::filesystem::path> photos;        ///< the open ones that are files
        std::function<bool(const std::string&)> isTaken;  ///< there is a slider of this name
        std::function<std::filesystem::path(const std::string&)> fileOf;
    };

    LearnDialog(Task task, QWidget* parent);

    bool isBusy() const { return m_runner.isRunning(); }
    /// Where something is being learnt, that is given up, and the dialog closes then.
    void reject() override;

 Q_SIGNALS:
    void learnt(facet::LearntAttribute attribute);

 private:
    QWidget* makeForm();
    QWidget* makeProgress();
    QString whatIsMissing() const;
    void refresh();
    void startOrStop();
    /// The engine's name of a step, in the window's words.
    static QString learningStep(const QString& what);
    void showProgress(const QString& what, double share);
    void end(const QString& sentence);

    Task m_task;
    LearnRunner m_runner;
    bool m_closing = false;
    QWidget* m_form = nullptr;
    QLineEdit* m_name = nullptr;
    PhotoPile* m_with = nullptr;
    PhotoPile* m_without = nullptr;
    QProgressBar* m_progress = nullptr;
    QLabel* m_state = nullptr;
    QPushButton* m_start = nullptr;
};

}  // namespace facet::ui
