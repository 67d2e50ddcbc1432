// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/media/PngFolder.h"

#include "engine/Error.h"
#include "engine/media/OutputFile.h"
#include "engine/media/PhotoFile.h"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>

namespace facet::media {
namespace fs = std::filesystem;
namespace {

fs::path parentOf(const fs::path& path) {
    return path.has_parent_path() ? path.parent_path() : fs::path(".");
}

/// "films/" names the folder films.
fs::path plain(const fs::path& path) {
    return path.has_filename() ? path : path.parent_path();
}

bool isFrame(const fs::directory_entry& entry) {
    const std::string name = entry.path().filename().string();
    return entry.is_regular_file() && name.rfind("frame-", 0) == 0 && entry.path().extension() == ".png";
}

bool holdsFramesAlone(const fs::path& path) {
    const fs::directory_iterator entries(path);
    return std::all_of(fs::begin(entries), fs::end(entries), isFrame);
}

/// A folder beside the path, under a name that nothing has.
fs::path folderBeside(const fs::path& path) {
    std::string name = (parentOf(path) / ("." + path.filename().string() + ".XXXXXX")).string();
    if (::mkdtemp(name.data()) == nullptr) {
        refuseOutput(path, std::string(" cannot be written: ") + std::strerror(errno));
    }
    return name;
}

}  // namespace

void PngFolder::check(const fs::path& given, bool overwrite) {
    const auto path = plain(given);
    std::error_code ignored;
    if (!fs::is_directory(parentOf(path), ignored)) {
        refuseOutput(
            path, " cannot be written: there is no folder " + parentOf(path).string() + "; make it, or choose another");
    }
    if (!fs::exists(path, ignored)) {
        fs::remove(folderBeside(path), ignored);
        return;
    }
    if (!fs::is_directory(path, ignored)) {
        refuseOutput(path,
                     " exists and is no folder; choose another name, or one that ends with .mp4, .webm, .gif or .png");
    }
    if (fs::is_empty(path, ignored)) {
        return;
    }
    if (!holdsFramesAlone(path)) {
        refuseOutput(path, " holds other things than a film's frames; choose another folder");
    }
    if (!overwrite) {
        refuseOutput(path, " holds a film's frames; say --overwrite to replace them");
    }
}

PngFolder::PngFolder(const fs::path& given, const FilmFormat& format, bool overwrite)
    : m_path(plain(given)), m_settings(format) {
    check(m_path, overwrite);
    m_temporary = folderBeside(m_path);
    fs::permissions(m_temporary, fs::perms::owner_all | fs::perms::group_read | fs::perms::group_exec |
                                     fs::perms::others_read | fs::perms::others_exec);
}

PngFolder::~PngFolder() {
    std::error_code ignored;
    if (!m_temporary.empty()) {
        fs::remove_all(m_temporary, ignored);
    }
}

void PngFolder::add(const Image& frame) {
    char name[32];
    std::snprintf(name, sizeof(name), "frame-%05d.png", m_count++);
    try {
        writePhoto({frame, nullptr}, m_temporary / name, {.recipeJson = m_settings.recipeJson});
    } catch (const Error& error) {
        // The folder's name until it is whole is no concern of the person.
        const std::string why = error.what();
        refuseOutput(m_path, "/" + why.substr(std::min(why.size(), m_temporary.string().size() + 1)));
    }
}

void PngFolder::finish() {
    std::error_code error;
    fs::path earlier;
    if (fs::exists(m_path, error) && !fs::is_empty(m_path, error)) {
        earlier = folderBeside(m_path);
        fs::rename(m_path, earlier, error);
    }
    fs::rename(m_temporary, m_path, error);
    if (error) {
        refuseOutput(m_path, " cannot be written: " + error.message());
    }
    m_temporary.clear();
    if (!earlier.empty()) {
        fs::remove_all(earlier, error);
    }
}

}  // namespace facet::media
