// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/OpenedPhoto.h"

#include <utility>

namespace facet::ui {

OpenedPhotoPtr opened(PhotoSource source, media::Photo photo) {
    auto shared = std::make_shared<const media::Photo>(std::move(photo));
    const std::shared_ptr<const Image> image(shared, &shared->image);
    return std::make_shared<const OpenedPhoto>(OpenedPhoto{std::move(source), std::move(shared), ImagePyramid(image)});
}

OpenedPhotoPtr readPhoto(const PhotoSource& source) {
    return opened(source, source.picture ? media::Photo{*source.picture, nullptr} : media::readPhoto(source.path));
}

}  // namespace facet::ui
