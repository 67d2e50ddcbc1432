// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/Geometry.h"
#include "engine/media/Container.h"

#include <opencv2/core.hpp>

#include <optional>
#include <vector>

namespace facet::media {

/// What is to be added to a part of a stored picture's samples.
struct SampleChange {
    PixelRect part;      ///< empty: nothing
    cv::Mat difference;  ///< CV_16S, as large as the part; the channels of readJpegStrips()
};

/// The JPEG with the change, and with its own tables, subsampling, scans and restarts. The difference's DCT is added to
/// the coefficients of the blocks that it reaches; all others keep theirs bit for bit. The file that comes back has no
/// metadata. None where the components' sizes have no whole ratios. Throws CodecError.
std::optional<std::vector<std::byte>> jpegWithChange(Bytes file, const SampleChange& change);

}  // namespace facet::media
