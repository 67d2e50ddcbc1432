// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/OpenedPhoto.h"

#include <optional>
#include <vector>

class QMimeData;
class QString;

namespace facet::ui {

PhotoSource photoFile(const std::filesystem::path& path);
std::filesystem::path toPath(const QString& fileName);
QString fromPath(const std::filesystem::path& path);

/// True for the name of a project of this program.
bool isProject(const std::filesystem::path& path);

/// The local files of dropped or pasted data; a browser may name one as a picture of its page alone.
std::vector<std::filesystem::path> filesIn(const QMimeData& data);
/// True where the data hold something that could be a photo, or the address of one, which is worth a sentence; cheap
/// enough for a drag that hovers.
bool mayBePhoto(const QMimeData& data);
/// The local files, a folder's pictures by their names in the folder's place; else the bitmap, also as browsers give
/// it: as the bytes of a file, or within their page's text; else nothing.
std::vector<PhotoSource> photosFrom(const QMimeData& data);
/// The same for paths.
std::vector<PhotoSource> photosFrom(const std::vector<std::filesystem::path>& paths);

}  // namespace facet::ui
