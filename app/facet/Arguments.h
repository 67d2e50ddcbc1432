// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/Geometry.h"

#include <optional>
#include <string>
#include <utility>

namespace facet::cli {

/// "smile=0.8" → ("smile", 0.8). Throws Error(Usage) where there is no "=", no name, or no amount within ±2.
std::pair<std::string, double> parseSetting(const std::string& text);

/// "x,y,x,y" → the eye on the picture's left and the one on its right, in pixels. Throws Error(Usage).
std::pair<Point, Point> parseEyes(const std::string& text);

/// "2" → 2, "all" → none. Throws Error(Usage).
std::optional<int> parseFaceChoice(const std::string& text);

}  // namespace facet::cli
