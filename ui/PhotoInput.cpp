// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/PhotoInput.h"

#include "ui/canvas/PictureConversion.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QImage>
#include <QMimeData>
#include <QRegularExpression>
#include <QUrl>

#include <algorithm>

namespace facet::ui {

namespace {

const QString FileBytes = QStringLiteral("application/octet-stream");  // beside its name, from Chromium

/// Where the first picture of a dragged piece of a page comes from; empty: there is none.
QString pictureOfPage(const QMimeData& data) {
    static const QRegularExpression source(QStringLiteral(R"re(<img\b[^>]*?\ssrc\s*=\s*["']([^"']+)["'])re"),
                                           QRegularExpression::CaseInsensitiveOption);
    return data.hasHtml() ? source.match(data.html()).captured(1) : QString();
}

QImage bitmapIn(const QMimeData& data) {
    if (data.hasImage()) {
        return qvariant_cast<QImage>(data.imageData());
    }
    const QString source = pictureOfPage(data);
    const QString start = QStringLiteral("data:image/");
    if (source.startsWith(start, Qt::CaseInsensitive)) {
        return QImage::fromData(QByteArray::fromBase64(source.section(QLatin1Char(','), 1).toLatin1()));
    }
    return QImage::fromData(data.data(FileBytes));
}

}  // namespace

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

std::vector<std::filesystem::path> filesIn(const QMimeData& data) {
    QList<QUrl> urls = data.urls();
    if (!data.hasImage()) {
        urls.append(QUrl(pictureOfPage(data)));
    }
    std::vector<std::filesystem::path> files;
    for (const QUrl& url : urls) {
        const std::filesystem::path file = url.isLocalFile() ? toPath(url.toLocalFile()) : std::filesystem::path();
        if (!file.empty() && std::find(files.begin(), files.end(), file) == files.end()) {
            files.push_back(file);
        }
    }
    return files;
}

bool mayBePhoto(const QMimeData& data) {
    return data.hasImage() || data.hasUrls() || data.hasHtml() || data.hasFormat(FileBytes);
}

std::vector<PhotoSource> photosFrom(const std::vector<std::filesystem::path>& paths) {
    std::vector<PhotoSource> photos;
    for (const std::filesystem::path& path : paths) {
        const QFileInfo entry(fromPath(path));
        if (!entry.isDir()) {
            photos.push_back(photoFile(path));
            continue;
        }
        for (const QString& name : QDir(entry.filePath()).entryList(QDir::Files, QDir::Name)) {
            if (media::isPictureName(toPath(name))) {
                photos.push_back(photoFile(path / toPath(name)));
            }
        }
    }
    return photos;
}

std::vector<PhotoSource> photosFrom(const QMimeData& data) {
    const std::vector<std::filesystem::path> paths = filesIn(data);
    const QImage picture = paths.empty() ? bitmapIn(data) : QImage();
    if (picture.isNull()) {
        return photosFrom(paths);
    }
    return {PhotoSource{QCoreApplication::translate("PhotoInput", "Pasted picture"),
                        {},
                        std::make_shared<const Image>(fromQImage(picture))}};
}

}  // namespace facet::ui
