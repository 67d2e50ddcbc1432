// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/PhotoInput.h"

#include "ui/canvas/PictureConversion.h"

#include <QCoreApplication>
#include <QFile>
#include <QImage>
#include <QMimeData>
#include <QUrl>

#include <algorithm>

namespace facet::ui {

namespace {

std::filesystem::path toPath(const QString& name) {
    return {QFile::encodeName(name).toStdString()};
}

}  // namespace

PhotoSource photoFile(const std::filesystem::path& path) {
    return {QFile::decodeName(path.filename().string().c_str()), path, nullptr};
}

bool mayBePhoto(const QMimeData& data) {
    const QList<QUrl> urls = data.urls();
    return data.hasImage() || std::any_of(urls.begin(), urls.end(), [](const QUrl& url) { return url.isLocalFile(); });
}

std::optional<PhotoSource> photoFrom(const QMimeData& data) {
    for (const QUrl& url : data.urls()) {
        if (url.isLocalFile()) {
            return photoFile(toPath(url.toLocalFile()));
        }
    }
    const QImage picture = data.hasImage() ? qvariant_cast<QImage>(data.imageData()) : QImage();
    if (picture.isNull()) {
        return std::nullopt;
    }
    return PhotoSource{QCoreApplication::translate("PhotoInput", "Pasted picture"),
                       {},
                       std::make_shared<const Image>(fromQImage(picture))};
}

}  // namespace facet::ui
