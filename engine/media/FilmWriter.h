// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/Image.h"

#include <filesystem>
#include <memory>
#include <string>

namespace facet::media {

struct FilmFormat {
    int width = 0;
    int height = 0;
    int fps = 30;       ///< 1 … 240
    int quality = 90;   ///< 1 … 100; of MP4 and WebM
    bool loops = true;  ///< GIF and APNG start again at their end
    std::string recipeJson{};
};

/// A film that appears whole or not at all: what was there stays until finish(). Destroyed before, it leaves nothing.
///
/// Threads: one. Throws Error(Output) with one sentence, such as for a full disk.
class FilmWriter {
 public:
    virtual ~FilmWriter() = default;

    /// The next frame: RGB, 8 bit, the format's size.
    virtual void add(const Image& frame) = 0;
    virtual void finish() = 0;
};

/// Films that libav writes, by their extension in any case.
enum class FilmKind { Mp4, WebM, Gif, Apng, Folder };

/// Throws Error(Usage) for a name that no film has.
FilmKind filmKindOf(const std::filesystem::path& path);

/// Whether films of that path need even sides (4:2:0 formats): .mp4 and .webm.
bool needsEvenSides(const std::filesystem::path& path);

/// Throws Error(Usage) for an extension that no film has or a rate that its format does not show, Error(Output) for a
/// target that cannot be written.
void checkFilm(const std::filesystem::path& path, int fps, bool overwrite);

/// By the path: .mp4 (H.264), .webm (VP9), .gif, .png (APNG), or, without an extension, a folder of PNG files.
/// Everything says in its metadata that a model made it.
std::unique_ptr<FilmWriter> makeFilmWriter(const std::filesystem::path& path, const FilmFormat& format, bool overwrite);

}  // namespace facet::media
