// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/PhotoInput.h"

#include "ui/canvas/PictureConversion.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QImage>
#include <QMimeData>
#include <QUrl>

#include <algorithm>

namespace facet::ui {

std::filesystem::path toPath(const QString& fileName) {
    return {QFile::encodeName(fileName).toStdString()};
}

QString fromPath(const std::filesystem::path& path) {
    return QFile::decodeName(path.string().c_str());
}

PhotoSource photoFile(const std::filesystem::path& path) {
    return {fromPath(path.filename()), path, nullptr};
}

bool isProject(const std::filesystem::path& path) {
    return fromPath(path.extension()).compare(QStringLiteral(".facet"), Qt::CaseInsensitive) == 0;
}

bool mayBePhoto(const QMimeData& data) {
    const QList<QUrl> urls = data.urls();
    return data.hasImage() || std::any_of(urls.begin(), urls.end(), [](const QUrl& url) { return url.isLocalFile(); });
}

std::vector<PhotoSource> photosFrom(const std::vector<std::filesystem::path>& paths) {
    const QStringList patterns = {QStringLiteral("*.jpg"), QStringLiteral("*.jpeg"), QStringLiteral("*.png"),
                                  QStringLiteral("*.tif"), QStringLiteral("*.tiff"), QStringLiteral("*.webp")};
    std::vector<PhotoSource> photos;
    for (const std::filesystem::path& path : paths) {
        const QFileInfo entry(fromPath(path));
        if (!entry.isDir()) {
            photos.push_back(photoFile(path));
            continue;
        }
        for (const QString& name : QDir(entry.filePath()).entryList(patterns, QDir::Files, QDir::Name)) {
            photos.push_back(photoFile(path / toPath(name)));
        }
    }
    return photos;
}

std::vector<PhotoSource> photosFrom(const QMimeData& data) {
    std::vector<std::filesystem::path> paths;
    for (const QUrl& url : data.urls()) {
        if (url.isLocalFile()) {
            paths.push_back(toPath(url.toLocalFile()));
        }
    }
    const QImage picture = paths.empty() && data.hasImage() ? qvariant_cast<QImage>(data.imageData()) : QImage();
    if (picture.isNull()) {
        return photosFrom(paths);
    }
    return {PhotoSource{QCoreApplication::translate("PhotoInput", "Pasted picture"),
                        {},
                        std::make_shared<const Image>(fromQImage(picture))}};
}

}  // namespace facet::ui
