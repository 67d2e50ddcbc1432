// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/Image.h"

#include <filesystem>
#include <vector>

namespace facet::cli {

/// Pictures of one size side by side, row after row; the places left over in the last row are black.
/// Throws std::invalid_argument where there is none, columns < 1, or they differ in size, channels or depth.
Image contactSheet(const std::vector<Image>& pictures, int columns);

/// The same as a file, over one that is there. Throws Error(Output).
void writeContactSheet(const std::vector<Image>& pictures, int columns, const std::filesystem::path& path);

}  // namespace facet::cli
