// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/learn/LearntStore.h"

#include "engine/Error.h"
#include "ui/PhotoInput.h"

#include <QFile>
#include <QSaveFile>
#include <QUrl>

namespace facet::ui {

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
    QFile from(fromPath(fileOf(attribute)));
    QSaveFile to(fromPath(target));
    if (!from.open(QIODevice::ReadOnly) || !to.open(QIODevice::WriteOnly) || to.write(from.readAll()) != from.size() ||
        !to.commit()) {
        throw Error(ErrorKind::Output, target.string() + ": could not be written; choose another place");
    }
}

void LearntStore::remove(const std::string& attribute) const {
    std::error_code error;
    std::filesystem::remove(fileOf(attribute), error);
    if (error) {
        throw Error(ErrorKind::Output, fileOf(attribute).string() + ": could not be deleted: " + error.message());
    }
}

}  // namespace facet::ui
