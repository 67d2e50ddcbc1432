// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/Image.h"

#include <opencv2/core.hpp>

namespace facet::face {

/// An Image's samples as a matrix, without a copy. OpenCV has no read-only view: write to it only where the image may
/// be written to.
inline cv::Mat viewOf(const Image& image) {
    const int depth = image.depth() == Image::Depth::U8 ? CV_8U : CV_16U;
    auto* samples = const_cast<std::byte*>(image.data());
    return {image.height(), image.width(), CV_MAKETYPE(depth, image.channels()), samples, image.rowBytes()};
}

}  // namespace facet::face
