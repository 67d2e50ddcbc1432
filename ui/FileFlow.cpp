// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/FileFlow.h"

#include "ui/PhotoDialogs.h"
#include "ui/PhotoInput.h"
#include "ui/widgets/MessageBar.h"

#include <QClipboard>
#include <QDir>
#include <QGuiApplication>
#include <QMimeData>
#include <QWidget>

#include <utility>

namespace facet::ui {

FileFlow::FileFlow(EditSession& session, EngineService& service, MessageBar& messages, QWidget* window)
    : QObject(window), m_session(session), m_service(service), m_messages(messages), m_window(window) {
    connect(&service, &EngineService::saved, this, &FileFlow::showSaved);
    connect(&service, &EngineService::failed, this, [this](EngineService::Task task) {
        if (task == EngineService::Task::Save) {
            m_whenSaved = nullptr;
        }
    });
}

void FileFlow::askForPhoto() {
    ui::askForPhoto(m_window, [this](const std::filesystem::path& path) { open(photoFile(path)); });
}

void FileFlow::open(const PhotoSource& source) {
    const auto openNow = [this, source] {
        m_messages.dismiss();
        m_service.open(source);
    };
    if (m_session.hasUnsavedEdits()) {
        askAboutEdits(tr("The edits of %1 are not saved.").arg(m_session.photo()->source.name), tr("Open anyway"),
                      openNow);
        return;
    }
    openNow();
}

void FileFlow::paste() {
    const QMimeData* data = QGuiApplication::clipboard()->mimeData();
    if (const auto source = data ? photoFrom(*data) : std::nullopt) {
        open(*source);
        return;
    }
    m_messages.showMessage(MessageBar::Kind::Information, tr("There is no picture on the clipboard."));
}

void FileFlow::askWhereToSave(const std::function<void()>& whenSaved) {
    if (!m_session.photo()) {
        return;
    }
    ui::askWhereToSave(m_window, m_session.photo()->source, [this, whenSaved](const std::filesystem::path& path) {
        m_whenSaved = whenSaved;
        save(path);
    });
}

bool FileFlow::mayClose() {
    if (m_service.isRunning(EngineService::Task::Save)) {
        m_whenSaved = [this] { m_window->close(); };
        m_messages.showMessage(MessageBar::Kind::Information, tr("The window closes when the photo is saved."));
        return false;
    }
    if (m_closeConfirmed || !m_session.hasUnsavedEdits()) {
        return true;
    }
    askAboutEdits(tr("The edits of %1 are not saved.").arg(m_session.photo()->source.name), tr("Close without saving"),
                  [this] {
                      m_closeConfirmed = true;
                      m_window->close();
                  });
    return false;
}

void FileFlow::save(const std::filesystem::path& path) {
    m_savedIndex = m_session.undoStack().index();
    m_service.save({m_session.photo(), m_session.editedFaces(), path});
}

void FileFlow::showSaved(const QString& path) {
    // Whoever has gone on editing while the file was written has edits that are not saved.
    if (m_session.undoStack().index() == m_savedIndex) {
        m_session.undoStack().setClean();
    }
    m_messages.showMessage(MessageBar::Kind::Information, tr("Saved as %1").arg(QDir::toNativeSeparators(path)));
    if (const auto next = std::exchange(m_whenSaved, nullptr)) {
        next();
    }
}

void FileFlow::askAboutEdits(const QString& question, const QString& proceedLabel,
                             const std::function<void()>& proceed) {
    m_messages.showMessage(MessageBar::Kind::Warning, question,
                           {{tr("Save as…"), [this, proceed] { askWhereToSave(proceed); }}, {proceedLabel, proceed}});
}

}  // namespace facet::ui
