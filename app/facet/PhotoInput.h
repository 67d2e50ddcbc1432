// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/facet/Console.h"
#include "engine/PhotoEdit.h"
#include "engine/media/PhotoFile.h"

#include <nlohmann/json_fwd.hpp>

#include <filesystem>
#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace facet::cli {

void addPhotoArgument(CLI::App& command, std::filesystem::path& photo);

/// From the file, or from standard input where the path is "-". Throws Error(Input).
media::Photo readPhoto(const std::filesystem::path& path, Console& console);

/// What a photo is called in a message.
std::string nameOf(const std::filesystem::path& path);

/// --face, --eyes and --aligned.
using FaceOptions = FaceChoice;

void addFaceOptions(CLI::App& command, FaceOptions& options);

/// facet::placeFaces(), with a word to the person about faces that are hard to edit.
std::vector<PlacedFace> placeFaces(const FaceOptions& options, const Image& photo, const std::string& name,
                                   const FaceEngine& engine, Console& console);

/// {"index", "box": [x, y, width, height], "eyes": [x, y, x, y] as --eyes takes them, "warnings"}, in pixels.
nlohmann::ordered_json toJson(const Face& face);

/// "small, dark"
std::string joined(const std::vector<std::string>& words);

/// How well the flow gives faces back: the worst of the maxima, the mean of the means.
nlohmann::ordered_json toJson(const std::vector<RoundTrip>& roundTrips);

}  // namespace facet::cli
