// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/media/Container.h"
#include "engine/media/PhotoFile.h"
#include "engine/media/StoredPicture.h"

#include <exiv2/exiv2.hpp>

#include <cstddef>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace facet::media {

/// What a file says about its picture, and the picture as the file has it. Immutable once read.
class Metadata {
 public:
    /// Whatever can be read; what is missing or damaged is left empty, for a photo's pixels do not need it. Throws
    /// CodecError where a HEIC or AVIF cannot be opened.
    static Metadata read(Bytes file, Format format);

    /// From here on stored() knows the file.
    void keep(std::shared_ptr<const StoredPicture> stored) { m_stored = std::move(stored); }
    /// Null for metadata without a picture.
    const StoredPicture* stored() const { return m_stored.get(); }

    /// The colour profile; empty where there is none.
    Bytes profile() const { return std::as_bytes(std::span(m_profile)); }

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
    /// `asStored`: the file's pixels are turned and coloured as those of stored().
    std::vector<std::byte> embedded(const std::vector<std::byte>& file, const Image& image, bool asStored,
                                    const WriteOptions& options) const;

 private:
    std::string entry(const char* xmpKey) const;
    void readHeif(Bytes file);
    void copyExif(Exiv2::Image& target, const Image& image, bool asStored, KeepMetadata keep) const;
    void copyXmp(Exiv2::Image& target, bool asStored, KeepMetadata keep) const;
    bool profileFits(const Image& image) const;

    long long m_width = 0;
    long long m_height = 0;
    Exiv2::ExifData m_exif;
    Exiv2::IptcData m_iptc;
    Exiv2::XmpData m_xmp;
    std::vector<Exiv2::byte> m_profile;  // ICC
    std::string m_comment;
    std::shared_ptr<const StoredPicture> m_stored;
};

}  // namespace facet::media
