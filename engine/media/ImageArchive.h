// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/Image.h"

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace facet::media {

/// The pictures of a zip archive or of a folder, by file name (without folders).
class ImageArchive {
 public:
    /// Throws Error(Input) where the path is neither a folder nor a zip that can be read.
    explicit ImageArchive(const std::filesystem::path& path);
    ~ImageArchive();
    ImageArchive(ImageArchive&&) noexcept;
    ImageArchive& operator=(ImageArchive&&) noexcept;

    /// Sorted names of all entries that look like pictures (.jpg .jpeg .png .webp .tif .tiff).
    const std::vector<std::string>& names() const;

    /// 8-bit RGB. Throws Error(Input) where the entry is missing or no picture.
    Image read(const std::string& name) const;

 private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

}  // namespace facet::media
