// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/Image.h"
#include "engine/media/ColourProfile.h"
#include "engine/media/Container.h"
#include "engine/media/JpegEdit.h"

#include <memory>
#include <optional>
#include <vector>

namespace facet::media {

/// The picture as its file has it: turned by the EXIF orientation or not, in colours of its own. The photo that people
/// edit is upright and sRGB; this knows the way there, and for a change the way back. Immutable.
class StoredPicture {
 public:
    /// `icc` is the file's colour profile, or empty; the orientation EXIF's 1 … 8. Throws CodecError.
    StoredPicture(std::vector<std::byte> file, Format format, int orientation, Bytes icc);

    Bytes file() const { return m_file; }
    Format format() const { return m_format; }
    int orientation() const { return m_orientation; }

    /// Upright and sRGB: what is edited. Throws CodecError.
    Image upright() const;

    /// The file with the samples that differ between upright() and `edited` changed and everything else as it is; it
    /// carries no metadata. For JPEG. None where `edited` is of another shape or the file's subsampling is too odd.
    std::optional<std::vector<std::byte>> jpegWith(const Image& edited) const;

    /// `edited` upright in the file's own colours, with the file's own samples wherever it equals upright(); as it is
    /// where the file is sRGB or CMYK, which other formats than JPEG cannot hold.
    Image inOwnColours(const Image& edited) const;

 private:
    const ColourProfile* profileFor(int colours) const;
    Image decoded(bool inSrgb) const;
    cv::Mat srgbOf(const Image& strip) const;
    std::optional<SampleChange> changeTo(const Image& edited) const;

    std::vector<std::byte> m_file;
    Format m_format;
    int m_orientation;
    std::shared_ptr<const ColourProfile> m_profile;  // null: sRGB
};

/// The picture turned back from upright to how a file of this orientation stores it.
Image turnedBack(const Image& upright, int orientation);

}  // namespace facet::media
