// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/Image.h"
#include "engine/media/Container.h"

#include <vector>

namespace facet::media {

/// What a HEIC or AVIF file says before its pixels are decoded. EXIF begins with the TIFF header.
struct HeifHeader {
    int width = 0;  ///< upright
    int height = 0;
    std::vector<std::byte> exif;
    std::vector<std::byte> xmp;
    std::vector<std::byte> icc;
};

/// Of the primary picture. Throws CodecError, also where Facet was built without libheif.
HeifHeader readHeifHeader(Bytes file);

/// Upright RGB or RGBA; 16 bit where the file has more than 8. Throws CodecError.
Image decodeHeif(Bytes file);

}  // namespace facet::media
