// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/jobs/ThumbnailLoader.h"

#include <QFile>
#include <QImageReader>

namespace facet::ui {

namespace {

constexpr QSize Bounds(192, 192);

QImage readSmall(const std::filesystem::path& path) {
    QImageReader reader(QFile::decodeName(path.string().c_str()));
    reader.setAutoTransform(true);
    reader.setScaledSize(reader.size().scaled(Bounds, Qt::KeepAspectRatio));  // JPEG is decoded small at once
    return reader.read();
}

}  // namespace

ThumbnailLoader::ThumbnailLoader(QObject* parent) : QObject(parent) {}

void ThumbnailLoader::load(const std::filesystem::path& path) {
    m_worker.enqueue([this, path] {
        const QImage picture = readSmall(path);
        if (!picture.isNull()) {
            QMetaObject::invokeMethod(
                this, [this, path, picture] { Q_EMIT loaded(path, picture); }, Qt::QueuedConnection);
        }
    });
}

}  // namespace facet::ui
