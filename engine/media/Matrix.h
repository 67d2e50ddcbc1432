// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/Image.h"

#include <opencv2/core.hpp>

namespace facet::media {

inline int matrixType(const Image& image) {
    return CV_MAKETYPE(image.depth() == Image::Depth::U8 ? CV_8U : CV_16U, image.channels());
}

/// The image's own samples. OpenCV has no read-only matrix: one of a const image must only be read.
inline cv::Mat matrixOf(const Image& image) {
    return {image.height(), image.width(), matrixType(image), const_cast<std::byte*>(image.data()), image.rowBytes()};
}
inline cv::Mat matrixOf(Image& image) {
    return {image.height(), image.width(), matrixType(image), image.data(), image.rowBytes()};
}

/// A copy; the matrix has 8 or 16 bits a sample.
inline Image imageOf(const cv::Mat& pixels) {
    Image image(pixels.cols, pixels.rows, pixels.channels(),
                pixels.depth() == CV_8U ? Image::Depth::U8 : Image::Depth::U16);
    cv::Mat target = matrixOf(image);
    pixels.copyTo(target);
    return image;
}

}  // namespace facet::media
