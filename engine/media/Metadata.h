// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/media/Container.h"
#include "engine/media/PhotoFile.h"

#include <exiv2/exiv2.hpp>

#include <cstddef>
#include <string>
#include <vector>

namespace facet::media {

/// What a file says about its picture. Immutable once read.
class Metadata {
 public:
    /// Whatever can be read; what is missing or damaged is left empty, for a photo's pixels do not need it.
    static Metadata read(Bytes file);

    /// The size in the file's header, before decoding; 0 where it has none.
    long long width() const { return m_width; }
    long long height() const { return m_height; }

    /// EXIF's 1 … 8; 1 where the file says nothing or nonsense.
    int orientation() const;

    /// The recipe that embedded() stored; empty where there is none.
    std::string recipe() const;
    /// The hash of the model that made it, likewise.
    std::string model() const;

    /// The file with what `options` keep of this metadata and the mark of the edit, brought up to date for the new
    /// pixels of `image`. Throws Exiv2::Error where the format cannot hold it.
    std::vector<std::byte> embedded(const std::vector<std::byte>& file, const Image& image,
                                    const WriteOptions& options) const;

 private:
    std::string entry(const char* xmpKey) const;
    void copyExif(Exiv2::Image& target, const Image& image, KeepMetadata keep) const;
    void copyXmp(Exiv2::Image& target, KeepMetadata keep) const;
    bool profileFits(const Image& image) const;

    long long m_width = 0;
    long long m_height = 0;
    Exiv2::ExifData m_exif;
    Exiv2::IptcData m_iptc;
    Exiv2::XmpData m_xmp;
    std::vector<Exiv2::byte> m_profile;  // ICC
};

}  // namespace facet::media
