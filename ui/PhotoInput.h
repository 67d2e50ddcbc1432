// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/OpenedPhoto.h"

#include <optional>

class QMimeData;

namespace facet::ui {

PhotoSource photoFile(const std::filesystem::path& path);

/// True where dropped or pasted data hold something that could be a photo; cheap enough for a drag that hovers.
bool mayBePhoto(const QMimeData& data);
/// The first local file, or the bitmap.
std::optional<PhotoSource> photoFrom(const QMimeData& data);

}  // namespace facet::ui
