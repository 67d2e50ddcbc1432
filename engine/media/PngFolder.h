// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/media/FilmWriter.h"

namespace facet::media {

/// A folder of frame-00000.png … It is filled under another name beside its place and renamed at the end.
class PngFolder : public FilmWriter {
 public:
    PngFolder(const std::filesystem::path& path, const FilmFormat& format, bool overwrite);
    ~PngFolder() override;

    void add(const Image& frame) override;
    void finish() override;

    /// Throws Error(Output) where a folder cannot be made there. An empty one may be there already; with `overwrite`
    /// also one that holds an earlier film's frames and nothing else.
    static void check(const std::filesystem::path& path, bool overwrite);

 private:
    std::filesystem::path m_path;
    std::filesystem::path m_temporary;
    FilmFormat m_settings;
    int m_count = 0;
};

}  // namespace facet::media
