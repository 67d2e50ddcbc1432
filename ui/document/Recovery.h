// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/document/ProjectFile.h"
#include "ui/jobs/Worker.h"

#include <QLockFile>
#include <QObject>
#include <QTimer>

#include <filesystem>
#include <memory>
#include <optional>
#include <vector>

namespace facet::ui {

class OpenPhotos;

/// Keeps the edits that are not saved in a journal of this program's own, so that a crash loses at most the last
/// second. The person's files are never touched. Each running program has a journal and a lock; a journal whose lock
/// nobody holds is what a program left behind that did not end by itself.
class Recovery : public QObject {
    Q_OBJECT

 public:
    static constexpr int Delay = 1000;  ///< milliseconds from an edit to its journal

    /// `folder` is made where it is missing; where that is impossible nothing is kept.
    Recovery(const OpenPhotos& photos, std::filesystem::path folder, QObject* parent);
    /// An orderly end: the journal goes.
    ~Recovery() override;

    /// What other programs left behind; what cannot be read is left out.
    std::vector<Project> lost() const { return m_lost; }
    /// Forgets what was lost: it has been restored, or the person does not want it.
    void settleLost();
    void noteChange();

 private:
    void findLost();
    void write();

    const OpenPhotos& m_photos;
    std::filesystem::path m_folder;
    std::filesystem::path m_journal;
    std::unique_ptr<QLockFile> m_lock;
    QTimer m_timer;
    std::vector<Project> m_lost;
    std::vector<std::filesystem::path> m_lostFiles;
    std::optional<Worker> m_worker;
};

}  // namespace facet::ui
