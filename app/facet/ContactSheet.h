// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/Image.h"

#include <vector>

namespace facet::cli {

/// Pictures of one size side by side, row after row; the places left over in the last row are black.
/// Throws std::invalid_argument where there is none, columns < 1, or they differ in size, channels or depth.
Image contactSheet(const std::vector<Image>& pictures, int columns);

}  // namespace facet::cli
