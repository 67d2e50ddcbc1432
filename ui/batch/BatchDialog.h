// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/Batch.h"
#include "ui/batch/BatchRunner.h"

#include <QDialog>

#include <filesystem>
#include <memory>
#include <vector>

class QCheckBox;
class QLabel;
class QLineEdit;
class QProgressBar;
class QPushButton;
class QTreeWidget;

namespace facet::ui {

/// Does the same to many photos: which ones, where to, how it goes, what became of each.
class BatchDialog : public QDialog {
    Q_OBJECT

 public:
    struct Task {
        std::vector<std::filesystem::path> photos;  ///< the open ones that are files
        EditRecipe recipe;
        std::shared_ptr<const FaceEngine> engine;
    };

    BatchDialog(Task task, QWidget* parent);

    bool isRunning() const { return m_runner.isRunning(); }
    /// Where a batch runs, it ends after the photo in hand, and the dialog closes then.
    void reject() override;

 private:
    QWidget* makeChoices();
    QWidget* makeProgress();
    QLineEdit* pathField(const QString& name, const char* objectName);
    QWidget* withBrowse(QLineEdit* field);
    void refresh();
    void startOrStop();
    void togglePause();
    void addRecord(const BatchRecord& record, const BatchProgress& progress);
    void showEnd(const BatchReport& report);
    void saveReport();

    Task m_task;
    BatchRunner m_runner;
    std::vector<BatchRecord> m_records;
    bool m_closing = false;  ///< as soon as the photo that is being made is done
    QLineEdit* m_source;
    QCheckBox* m_recursive;
    QLineEdit* m_target;
    QCheckBox* m_allFaces;
    QCheckBox* m_resume;
    QCheckBox* m_overwrite;
    QWidget* m_choices;
    QProgressBar* m_progress;
    QLabel* m_state;
    QTreeWidget* m_list;
    QPushButton* m_start;
    QPushButton* m_pause;
    QPushButton* m_report;
};

}  // namespace facet::ui
