// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>

/// What finished films say about themselves where libav's muxers write no metadata: added to the file's end in place.
namespace facet::media {

/// The sentence that every film carries, with IPTC's term for it.
extern const char* const MadeByAModel;

/// A comment before the GIF's trailer. Throws Error(Output) where the file cannot take it.
void markGif(const std::filesystem::path& file, const std::string& recipeJson);
/// The XMP that an edited photo would have, before the APNG's last chunk. Throws Error(Output).
void markPng(const std::filesystem::path& file, const std::string& recipeJson);

}  // namespace facet::media
