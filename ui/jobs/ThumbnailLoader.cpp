// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/jobs/ThumbnailLoader.h"

#include "ui/canvas/PictureConversion.h"

#include <QColorSpace>
#include <QFile>
#include <QImageReader>

#include <algorithm>

namespace facet::ui {

namespace {

constexpr QSize Bounds(192, 192);

QImage readSmall(const std::filesystem::path& path) {
    QImageReader reader(QFile::decodeName(path.string().c_str()));
    reader.setAutoTransform(true);
    reader.setScaledSize(reader.size().scaled(Bounds, Qt::KeepAspectRatio));  // JPEG is decoded small at once
    QImage picture = reader.read();
    if (picture.colorSpace().isValid()) {
        picture.convertToColorSpace(QColorSpace(QColorSpace::SRgb));
    }
    return picture;
}

QImage smallOf(const std::shared_ptr<const Image>& pixels) {
    const ImagePyramid pyramid(pixels);
    const Image& level =
        pyramid.level(pyramid.levelFor(double(Bounds.width()) / std::max(pixels->width(), pixels->height())));
    return toQImage(level, level.bounds());
}

QImage onScreen(const QImage& picture, const ScreenColoursPtr& colours) {
    return picture.isNull() || !colours ? picture : shownPicture(fromQImage(picture), colours);
}

}  // namespace

ThumbnailLoader::ThumbnailLoader(QObject* parent) : QObject(parent) {}

void ThumbnailLoader::load(const PhotoSource& source, const std::shared_ptr<const Image>& pixels) {
    m_worker.enqueue([this, source, pixels, colours = m_colours] {
        const QImage picture = onScreen(pixels ? smallOf(pixels) : readSmall(source.path), colours);
        if (!picture.isNull()) {
            QMetaObject::invokeMethod(
                this, [this, source, picture] { Q_EMIT loaded(source, picture); }, Qt::QueuedConnection);
        }
    });
}

}  // namespace facet::ui
