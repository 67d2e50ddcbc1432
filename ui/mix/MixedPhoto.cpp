// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/mix/MixedPhoto.h"

#include "engine/PhotoEdit.h"
#include "ui/PhotoInput.h"
#include "ui/canvas/PictureConversion.h"
#include "ui/document/OpenPhotos.h"
#include "ui/jobs/FacePicture.h"

#include <QMimeData>

namespace facet::ui {

namespace {

constexpr int PictureSide = 96;  ///< of the small picture, twice that of the slot

Image smallPictureOf(const OpenedPhoto& photo, const EncodedFace& face, const FaceEngine& engine) {
    const Image crop = facePicture(engine, photo, face, {}, PictureSide);
    const QImage picture = toQImage(crop, crop.bounds());
    const QImage small =
        picture.scaled(PictureSide, PictureSide, Qt::KeepAspectRatioByExpanding, Qt::SmoothTransformation);
    const QPoint corner((small.width() - PictureSide) / 2, (small.height() - PictureSide) / 2);
    return fromQImage(small.copy(QRect(corner, QSize(PictureSide, PictureSide))).convertToFormat(QImage::Format_RGB32));
}

}  // namespace

bool mayBeSecondFace(const QMimeData& data) {
    return mayBePhoto(data) || data.hasFormat(OpenPhotos::mimeType());
}

OtherFace secondFaceIn(const SecondPhoto& second, const FaceEngine& engine) {
    const PhotoSource& source = second.source;
    const OpenedPhotoPtr photo = readPhoto(source);
    const std::string name = source.name.toStdString();
    const Alignment place =
        second.place ? *second.place : placeFaces({}, photo->image(), name, engine).front().alignment;
    const auto face = engine.encode(photo->image(), place);
    return {name, smallPictureOf(*photo, *face, engine), engine.info().modelHash, engine.latentsOf(*face)};
}

}  // namespace facet::ui
