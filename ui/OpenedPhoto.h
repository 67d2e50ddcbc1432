// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/media/PhotoFile.h"
#include "ui/canvas/ImagePyramid.h"

#include <QString>

#include <filesystem>
#include <memory>

namespace facet::ui {

/// Where a photo comes from: a file, or pixels (a pasted bitmap).
struct PhotoSource {
    QString name;                          ///< what the person calls it: the file's name, "Pasted picture"
    std::filesystem::path path;            ///< empty for pixels
    std::shared_ptr<const Image> picture;  ///< null for a file
};

/// Whether both are the same file or the same pixels.
inline bool isSame(const PhotoSource& one, const PhotoSource& other) {
    return one.path == other.path && one.picture == other.picture;
}

/// A photo that has been read, ready to be shown. Immutable; shared between the ui and the workers.
struct OpenedPhoto {
    PhotoSource source;
    std::shared_ptr<const media::Photo> photo;
    ImagePyramid pyramid;

    const Image& image() const { return photo->image; }
};

using OpenedPhotoPtr = std::shared_ptr<const OpenedPhoto>;

// Both build the pyramid, see there: meant for a worker.
OpenedPhotoPtr opened(PhotoSource source, media::Photo photo);
/// Throws what media::readPhoto() throws.
OpenedPhotoPtr readPhoto(const PhotoSource& source);

}  // namespace facet::ui
