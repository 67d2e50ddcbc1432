// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/learn/LearntStore.h"

#include "engine/Error.h"
#include "ui/PhotoInput.h"

#include <QFile>
#include <QSaveFile>
#include <QUrl>

namespace facet::ui {

namespace {

QByteArray contentOf(const std::filesystem::path& path) {
    QFile file(fromPath(path));
    if (!file.open(QIODevice::ReadOnly)) {
        throw Error(ErrorKind::Input, path.string() + " cannot be read; check that you may open it");
    }
    return file.readAll();
}

void write(const std::filesystem::path& path, const QByteArray& content) {
    QSaveFile file(fromPath(path));
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size() || !file.commit()) {
        throw Error(ErrorKind::Output, path.string() + ": could not be written; choose another place");
    }
}

}  // namespace

std::filesystem::path LearntStore::fileOf(const std::string& attribute) const {
    // Any name becomes a file's name, and no two the same.
    const QByteArray name = QUrl::toPercentEncoding(QString::fromStdString(attribute));
    return m_folder / (name.toStdString() + ".safetensors");
}

void LearntStore::makeFolder() const {
    std::error_code ignored;  // whoever writes into it says what is wrong
    std::filesystem::create_directories(m_folder, ignored);
}

bool LearntStore::holds(const std::string& attribute) const {
    return std::filesystem::exists(fileOf(attribute));
}

void LearntStore::exportTo(const std::string& attribute, const std::filesystem::path& target) const {
    write(target, contentOf(fileOf(attribute)));
}

QByteArray LearntStore::remove(const std::string& attribute) const {
    QByteArray content = contentOf(fileOf(attribute));
    std::error_code error;
    std::filesystem::remove(fileOf(attribute), error);
    if (error) {
        throw Error(ErrorKind::Output, fileOf(attribute).string() + ": could not be deleted: " + error.message());
    }
    return content;
}

void LearntStore::restore(const std::string& attribute, const QByteArray& removed) const {
    write(fileOf(attribute), removed);
}

}  // namespace facet::ui
