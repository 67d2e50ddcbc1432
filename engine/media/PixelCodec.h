// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/Image.h"
#include "engine/media/Container.h"

#include <stdexcept>
#include <string>
#include <vector>

namespace facet::media {

/// Why pixels could not be decoded or encoded, as the end of a sentence.
class CodecError : public std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// The pixels as stored, in the file's own colours; not for JPEG, see JpegFile.h. Throws CodecError.
Image decodePixels(Bytes bytes, Format format);

/// A file of the format without metadata; 16 bit become 8 where the format has no more, and JPEG loses alpha.
/// Throws CodecError.
std::vector<std::byte> encodePixels(const Image& image, Format format, int quality);

/// 8-bit RGB: grey spread over three channels, alpha left out.
Image toRgb8(const Image& image);

/// So small that neither side is longer than this; a picture that is so already stays.
Image shrunk(const Image& image, int side);

}  // namespace facet::media
