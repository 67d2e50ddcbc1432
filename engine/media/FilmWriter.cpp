// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/media/FilmWriter.h"

#include "engine/Error.h"
#include "engine/media/LibavFilm.h"
#include "engine/media/PngFolder.h"

#include <algorithm>
#include <cctype>
#include <map>

namespace facet::media {
namespace fs = std::filesystem;

FilmKind filmKindOf(const fs::path& path) {
    static const std::map<std::string, FilmKind> kinds = {{".mp4", FilmKind::Mp4},
                                                          {".webm", FilmKind::WebM},
                                                          {".gif", FilmKind::Gif},
                                                          {".png", FilmKind::Apng},
                                                          {"", FilmKind::Folder}};
    if (path.empty() || path == "-") {
        throw Error(ErrorKind::Usage, "a film needs the name of a file or a folder; standard output takes none");
    }
    std::error_code ignored;
    if (fs::is_directory(path, ignored)) {
        return FilmKind::Folder;
    }
    std::string extension = path.extension().string();
    std::transform(extension.begin(), extension.end(), extension.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    const auto kind = kinds.find(extension);
    if (kind == kinds.end()) {
        throw Error(ErrorKind::Usage, path.string() + ": films are .mp4, .webm, .gif, .png (animated) or a folder");
    }
    return kind->second;
}

bool needsEvenSides(const fs::path& path) {
    const FilmKind kind = filmKindOf(path);
    return kind == FilmKind::Mp4 || kind == FilmKind::WebM;
}

void checkFilm(const fs::path& path, int fps, bool overwrite) {
    constexpr int MostGifFps = 50;  // its times are hundredths of a second, and players take 1 for 10
    const FilmKind kind = filmKindOf(path);
    if (kind == FilmKind::Gif && fps > MostGifFps) {
        throw Error(ErrorKind::Usage, path.string() + ": a GIF shows at most " + std::to_string(MostGifFps) +
                                          " frames a second; choose fewer, or another format");
    }
    if (kind == FilmKind::Folder) {
        PngFolder::check(path, overwrite);
    } else {
        const OutputFile trial(path, overwrite);
    }
}

std::unique_ptr<FilmWriter> makeFilmWriter(const fs::path& path, const FilmFormat& format, bool overwrite) {
    checkFilm(path, format.fps, overwrite);
    if (filmKindOf(path) == FilmKind::Folder) {
        return std::make_unique<PngFolder>(path, format, overwrite);
    }
    return std::make_unique<LibavFilm>(path, format, overwrite);
}

}  // namespace facet::media
