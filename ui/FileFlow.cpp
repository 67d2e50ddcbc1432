// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/FileFlow.h"

#include "ui/Actions.h"
#include "ui/PhotoDialogs.h"
#include "ui/PhotoInput.h"
#include "ui/dialogs/PhotoExportDialog.h"
#include "ui/document/OpenPhotos.h"
#include "ui/document/RecentFiles.h"
#include "ui/jobs/Sentences.h"
#include "ui/widgets/MessageBar.h"

#include <QAction>
#include <QClipboard>
#include <QDir>
#include <QGuiApplication>
#include <QMimeData>
#include <QWidget>

#include <utility>

namespace facet::ui {

FileFlow::FileFlow(const Parts& parts, const Actions& actions, QWidget* window)
    : QObject(window), m_parts(parts), m_window(window) {
    connectActions(actions);
    connect(&parts.service, &EngineService::saved, this, &FileFlow::showSaved);
    connect(&parts.service, &EngineService::pictureEncoded, this, &FileFlow::copyPicture);
    connect(&parts.service, &EngineService::photoOpened, this,
            [this](const OpenedPhotoPtr& photo) { m_parts.recent.note(photo->source.path); });
    connect(&parts.service, &EngineService::failed, this, [this](EngineService::Task task) {
        if (task == EngineService::Task::Save) {
            m_whenSaved = nullptr;
        }
    });
    connect(&parts.session, &EditSession::encodedChanged, this, [this] {
        if (m_saveWhenEncoded && m_parts.session.areEditsEncoded()) {
            std::exchange(m_saveWhenEncoded, nullptr)();
        }
    });
    connect(&parts.session, &EditSession::photoChanged, this, [this] { m_saveWhenEncoded = nullptr; });
    connect(&parts.recent, &RecentFiles::chosen, this, [this](const std::filesystem::path& path) { open({path}); });
}

void FileFlow::connectActions(const Actions& actions) {
    using Id = Actions::Id;
    const auto on = [&](Id id, auto handler) { connect(actions[id], &QAction::triggered, this, handler); };
    on(Id::Open, [this] { askForPhotos(); });
    on(Id::Paste, [this] { paste(); });
    on(Id::CopyPhoto, [this] { m_parts.service.save({m_parts.session.photo(), editedFaces(), {}}); });
    on(Id::SaveAs, [this] { askWhereToSave(); });
    on(Id::Export, [this] { exportPhoto(); });
    on(Id::SaveProject, [this] { saveProject(); });
    on(Id::ClosePhoto, [this] { closePhoto(m_parts.photos.current()); });
    on(Id::PreviousPhoto, [this] { m_parts.photos.step(-1); });
    on(Id::NextPhoto, [this] { m_parts.photos.step(1); });
}

void FileFlow::askForPhotos() {
    ui::askForPhotos(m_window, [this](const std::vector<std::filesystem::path>& paths) { open(paths); });
}

void FileFlow::open(const std::vector<std::filesystem::path>& paths) {
    std::vector<std::filesystem::path> photos;
    for (const std::filesystem::path& path : paths) {
        if (isProject(path)) {
            openProject(path);
        } else {
            photos.push_back(path);
        }
    }
    if (!photos.empty()) {
        const std::vector<PhotoSource> sources = photosFrom(photos);
        m_parts.messages.dismiss();
        if (sources.empty()) {
            m_parts.messages.showMessage(MessageBar::Kind::Information, tr("There is no picture in this folder."));
        }
        m_parts.photos.add(sources);
    }
}

void FileFlow::open(const QMimeData& data) {
    const std::vector<std::filesystem::path> paths = filesIn(data);
    if (!paths.empty()) {
        open(paths);
        return;
    }
    m_parts.messages.dismiss();
    const std::vector<PhotoSource> sources = photosFrom(data);
    if (sources.empty()) {
        m_parts.messages.showMessage(
            MessageBar::Kind::Information,
            tr("Only the address of a picture came, and Facet opens no connection. Copy the picture itself where you "
               "found it, and paste it here."));
    }
    m_parts.photos.add(sources);
}

void FileFlow::paste() {
    const QMimeData* data = QGuiApplication::clipboard()->mimeData();
    if (data && mayBePhoto(*data)) {
        open(*data);
        return;
    }
    m_parts.messages.showMessage(MessageBar::Kind::Information, tr("There is no picture on the clipboard."));
}

void FileFlow::askWhereToSave(const std::function<void()>& whenSaved) {
    if (!m_parts.session.photo()) {
        return;
    }
    ui::askWhereToSave(m_window, m_parts.session.photo()->source, [this, whenSaved](const std::filesystem::path& path) {
        m_whenSaved = whenSaved;
        save(path);
    });
}

void FileFlow::exportPhoto() {
    const OpenedPhotoPtr photo = m_parts.session.photo();
    if (!photo) {
        return;
    }
    auto* dialog = new PhotoExportDialog(QSize(photo->image().width(), photo->image().height()), m_window);
    connect(dialog, &PhotoExportDialog::chosen, this, [this, photo](const PhotoExport& choice) {
        askWhereToExport(m_window, photo->source, choice.suffix,
                         [this, photo, choice](const std::filesystem::path& path) {
                             if (m_parts.session.photo() == photo) {
                                 save(path, choice.options);
                             }
                         });
    });
    dialog->open();
}

void FileFlow::saveProject() {
    const OpenedPhotoPtr photo = m_parts.session.photo();
    if (!photo) {
        return;
    }
    if (!m_parts.session.document().project.empty()) {
        writeProjectTo(m_parts.session.document().project);
        return;
    }
    askWhereToSaveProject(m_window, photo->source, [this](const std::filesystem::path& path) { writeProjectTo(path); });
}

/// As PNG bytes, which every program reads as they are; Qt would make a BMP of a picture on Wayland.
void FileFlow::copyPicture(const QByteArray& png) {
    auto* data = new QMimeData;
    data->setData(QStringLiteral("image/png"), png);
    QGuiApplication::clipboard()->setMimeData(data);
    m_parts.messages.showMessage(MessageBar::Kind::Information, tr("The photo is copied."));
    if (const auto next = std::exchange(m_whenSaved, nullptr)) {
        next();
    }
}

void FileFlow::closePhoto(int index) {
    if (index < 0 || index >= m_parts.photos.count()) {
        return;
    }
    const DocumentPtr document = m_parts.photos.document(index);
    const auto closeIt = [this, document] {
        for (int i = 0; i < m_parts.photos.count(); ++i) {
            if (m_parts.photos.document(i) == document) {
                m_parts.photos.close(i);
                return;
            }
        }
    };
    if (!document->hasUnsavedEdits()) {
        closeIt();
        return;
    }
    m_parts.photos.choose(index);
    askAboutEdits(tr("The edits of %1 are not saved.").arg(document->source.name), tr("Close without saving"), closeIt);
}

bool FileFlow::mayClose() {
    if (m_parts.service.isRunning(EngineService::Task::Save)) {
        m_whenSaved = [this] { m_window->close(); };
        m_parts.messages.showMessage(MessageBar::Kind::Information, tr("The window closes when the photo is saved."));
        return false;
    }
    const int unsaved = m_parts.photos.firstUnsaved();
    if (m_closeConfirmed || unsaved < 0) {
        return true;
    }
    m_parts.photos.choose(unsaved);
    const int count = m_parts.photos.unsavedCount();
    const QString question =
        count == 1 ? tr("The edits of %1 are not saved.").arg(m_parts.photos.document(unsaved)->source.name)
                   : tr("The edits of %n photos are not saved.", nullptr, count);
    askAboutEdits(question, tr("Close without saving"), [this] {
        m_closeConfirmed = true;
        m_window->close();
    });
    return false;
}

void FileFlow::openProject(const std::filesystem::path& path) {
    run([this, path]() -> std::function<void()> {
        return [this, project = readProject(path)] { takeProject(project); };
    });
}

void FileFlow::takeProject(const Project& project) {
    m_parts.messages.dismiss();
    m_parts.photos.add(documentOf(project));
    m_parts.recent.note(project.path);
    const EngineInfo* engine = m_parts.service.info();
    if (engine && !project.model.empty() && project.model != engine->modelHash) {
        m_parts.messages.showMessage(MessageBar::Kind::Information,
                                     tr("This project was made with another model; its edits may look different."));
    }
}

void FileFlow::save(const std::filesystem::path& path, const media::WriteOptions& options) {
    if (!m_parts.session.areEditsEncoded()) {
        m_saveWhenEncoded = [this, path, options] {
            save(path, options);
        };  // a project has just been opened: the engine still reads its faces
        return;
    }
    m_saving = shownDocument();
    // A smaller copy is not what the person would lose.
    m_savedIndex = options.longEdge > 0 ? -1 : m_parts.session.undoStack().index();
    m_parts.service.save({m_parts.session.photo(), editedFaces(), path, options});
}

void FileFlow::writeProjectTo(const std::filesystem::path& path) {
    const DocumentPtr document = shownDocument();
    const EngineInfo* engine = m_parts.service.info();
    m_saving = document;
    m_savedIndex = document->undo.index();
    run([this, document, path,
         project = projectOf(*document, engine ? engine->modelHash : std::string())]() -> std::function<void()> {
        writeProject(project, path);
        return [this, document, path] {
            document->project = path;
            m_parts.recent.note(path);
            finishSaving(document, fromPath(path));
        };
    });
}

void FileFlow::showSaved(const QString& path) {
    finishSaving(m_saving, path);
}

void FileFlow::finishSaving(const DocumentPtr& document, const QString& path) {
    // Whoever has gone on editing while the file was written has edits that are not saved.
    if (document && document->undo.index() == m_savedIndex) {
        document->undo.setClean();
    }
    m_parts.messages.showMessage(MessageBar::Kind::Information, tr("Saved as %1").arg(QDir::toNativeSeparators(path)));
    if (const auto next = std::exchange(m_whenSaved, nullptr)) {
        next();
    }
}

void FileFlow::askAboutEdits(const QString& question, const QString& proceedLabel,
                             const std::function<void()>& proceed) {
    m_parts.messages.showMessage(
        MessageBar::Kind::Warning, question,
        {{tr("Save as…"), [this, proceed] { askWhereToSave(proceed); }}, {proceedLabel, proceed}});
}

/// What the job returns runs on the ui thread; what it throws becomes a sentence.
void FileFlow::run(const std::function<std::function<void()>()>& job) {
    m_worker.enqueue([this, job] {
        std::function<void()> finish;
        try {
            finish = job();
        } catch (...) {
            finish = [this, sentence = sentenceOf(std::current_exception())] {
                m_parts.messages.showMessage(MessageBar::Kind::Warning, sentence);
            };
        }
        QMetaObject::invokeMethod(this, finish, Qt::QueuedConnection);
    });
}

std::vector<EditedFace> FileFlow::editedFaces() const {
    return m_parts.service.usable(m_parts.session.editedFaces());
}

DocumentPtr FileFlow::shownDocument() const {
    for (int i = 0; i < m_parts.photos.count(); ++i) {
        if (m_parts.photos.document(i).get() == &m_parts.session.document()) {
            return m_parts.photos.document(i);
        }
    }
    return nullptr;
}

}  // namespace facet::ui
