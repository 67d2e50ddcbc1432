// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/EditSession.h"
#include "ui/EngineService.h"
#include "ui/document/ProjectFile.h"
#include "ui/jobs/Worker.h"

#include <QObject>

#include <functional>
#include <vector>

class QMimeData;
class QWidget;

namespace facet::ui {

class Actions;
class MessageBar;
class OpenPhotos;
class RecentFiles;

/// How photos and projects come in and go out: opening, pasting, saving, closing, and the question about edits that
/// are not saved.
class FileFlow : public QObject {
    Q_OBJECT

 public:
    struct Parts {
        EditSession& session;
        EngineService& service;
        OpenPhotos& photos;
        RecentFiles& recent;
        MessageBar& messages;
    };

    FileFlow(const Parts& parts, const Actions& actions, QWidget* window);

    void askForPhotos();
    void open(const std::vector<std::filesystem::path>& paths);  ///< photos, projects, folders of photos
    void open(const QMimeData& data);
    void closePhoto(int index);

    /// True where the window may close now; otherwise the person is asked, or a file is still being written, and the
    /// window is closed when that is settled.
    bool mayClose();

 private:
    void connectActions(const Actions& actions);
    void paste();
    void askWhereToSave(const std::function<void()>& whenSaved = {});
    void exportPhoto();
    void saveProject();  ///< where it was, or asks where
    void openProject(const std::filesystem::path& path);
    void takeProject(const Project& project);
    void save(const std::filesystem::path& path, const media::WriteOptions& options = {});
    void writeProjectTo(const std::filesystem::path& path);
    void showSaved(const QString& path);
    void copyPicture(const QByteArray& png);
    void finishSaving(const DocumentPtr& document, const QString& path);
    void askAboutEdits(const QString& question, const QString& proceedLabel, const std::function<void()>& proceed);
    void run(const std::function<std::function<void()>()>& job);
    std::vector<EditedFace> editedFaces() const;  ///< as far as the model can do it
    DocumentPtr shownDocument() const;

    Parts m_parts;
    QWidget* m_window;
    std::function<void()> m_whenSaved;
    DocumentPtr m_saving;   ///< whose edits are in the file that is being written
    int m_savedIndex = -1;  ///< its undo stack's index when that was asked for
    std::function<void()> m_saveWhenEncoded;
    bool m_closeConfirmed = false;
    Worker m_worker;  ///< reads and writes projects; the last member: it uses the others
};

}  // namespace facet::ui
