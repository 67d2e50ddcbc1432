// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/document/Recovery.h"

#include "engine/Error.h"
#include "ui/PhotoInput.h"
#include "ui/document/OpenPhotos.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSaveFile>
#include <QUuid>

#include <utility>

namespace facet::ui {

namespace {

std::filesystem::path lockOf(std::filesystem::path journal) {
    return journal.replace_extension(".lock");
}

std::unique_ptr<QLockFile> lockFor(const std::filesystem::path& journal) {
    auto lock = std::make_unique<QLockFile>(fromPath(lockOf(journal)));
    lock->setStaleLockTime(0);  // only the death of its owner frees it, not a long day's work
    return lock;
}

/// The journal is a JSON list of projects with absolute paths.
void writeJournal(const std::vector<Project>& projects, const std::filesystem::path& path) {
    QJsonArray list;
    for (const Project& project : projects) {
        list.append(QJsonDocument::fromJson(toJson(project, "/")).object());
    }
    QSaveFile file(fromPath(path));
    if (file.open(QIODevice::WriteOnly)) {
        file.write(QJsonDocument(list).toJson(QJsonDocument::Compact));
        file.commit();  // where the disk is full the last journal stays
    }
}

std::vector<Project> readJournal(const std::filesystem::path& path) {
    QFile file(fromPath(path));
    std::vector<Project> projects;
    if (!file.open(QIODevice::ReadOnly)) {
        return projects;
    }
    for (const auto entry : QJsonDocument::fromJson(file.readAll()).array()) {
        try {
            projects.push_back(projectFrom(QJsonDocument(entry.toObject()).toJson(), "/"));
        } catch (const Error&) {
            continue;  // its photo is gone; the others can still be saved
        }
    }
    return projects;
}

}  // namespace

Recovery::Recovery(const OpenPhotos& photos, std::filesystem::path folder, QObject* parent)
    : QObject(parent), m_photos(photos), m_folder(std::move(folder)) {
    m_worker.emplace();
    QDir().mkpath(fromPath(m_folder));
    const QString name = QUuid::createUuid().toString(QUuid::WithoutBraces);
    m_journal = m_folder / toPath(name + QStringLiteral(".json"));
    m_lock = lockFor(m_journal);
    m_lock->tryLock(0);
    findLost();
    m_timer.setSingleShot(true);
    m_timer.setInterval(Delay);
    connect(&m_timer, &QTimer::timeout, this, &Recovery::write);
    connect(&photos, &OpenPhotos::contentChanged, this, &Recovery::noteChange);
}

Recovery::~Recovery() {
    m_worker.reset();  // waits for the journal that is being written
    std::error_code ignored;
    std::filesystem::remove(m_journal, ignored);
}

void Recovery::findLost() {
    for (const QString& name : QDir(fromPath(m_folder)).entryList({QStringLiteral("*.json")}, QDir::Files)) {
        const std::filesystem::path journal = m_folder / toPath(name);
        const auto lock = lockFor(journal);
        if (journal == m_journal || !lock->tryLock(0)) {
            continue;  // its program is running
        }
        for (Project& project : readJournal(journal)) {
            m_lost.push_back(std::move(project));
        }
        m_lostFiles.push_back(journal);
    }
}

void Recovery::settleLost() {
    write();  // what was restored is in the new journal before the old one goes
    m_worker->enqueue([files = std::exchange(m_lostFiles, {})] {
        std::error_code ignored;
        for (const std::filesystem::path& file : files) {
            std::filesystem::remove(file, ignored);
        }
    });
    m_lost.clear();
}

void Recovery::noteChange() {
    if (!m_timer.isActive()) {
        m_timer.start();  // not restarted by each change: a long drag is kept, too
    }
}

void Recovery::write() {
    std::vector<Project> unsaved;
    for (int i = 0; i < m_photos.count(); ++i) {
        if (m_photos.document(i)->hasUnsavedEdits()) {
            unsaved.push_back(projectOf(*m_photos.document(i), {}));
        }
    }
    m_worker->enqueue([unsaved = std::move(unsaved), journal = m_journal] {
        if (unsaved.empty()) {
            std::error_code ignored;
            std::filesystem::remove(journal, ignored);
        } else {
            writeJournal(unsaved, journal);
        }
    });
}

}  // namespace facet::ui
