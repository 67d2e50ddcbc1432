// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/face/CropSampler.h"

#include "engine/Error.h"
#include "engine/face/PixelView.h"
#include "engine/face/Planes.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cmath>
#include <cstring>

namespace facet::face {
namespace {

constexpr int Margin = 3;  // pixels that cubic interpolation reads around the crop

/// The crop's axes in the pixels of a photo, or of a copy reduced by whole factors.
struct Axes {
    Point origin;
    Point right;  ///< along the crop's upper edge
    Point down;   ///< along its left edge

    explicit Axes(const Alignment& alignment) {
        const auto& m = alignment.matrix();
        origin = {m[2], m[5]};
        right = {m[0], m[3]};
        down = {m[1], m[4]};
    }

    Axes reduced(int factorX, int factorY) const {
        Axes result = *this;
        for (Point* point : {&result.origin, &result.right, &result.down}) {
            point->x /= factorX;
            point->y /= factorY;
        }
        return result;
    }

    double width() const { return std::hypot(right.x, right.y); }
    double height() const { return std::hypot(down.x, down.y); }

    PixelRect bounds() const {
        const auto [left, farRight] = std::minmax({0.0, right.x, down.x, right.x + down.x});
        const auto [top, bottom] = std::minmax({0.0, right.y, down.y, right.y + down.y});
        return {static_cast<int>(std::floor(origin.x + left)) - Margin,
                static_cast<int>(std::floor(origin.y + top)) - Margin,
                static_cast<int>(std::ceil(farRight - left)) + 2 * Margin + 1,
                static_cast<int>(std::ceil(bottom - top)) + 2 * Margin + 1};
    }
};

/// A photo far bigger than needed is first reduced by whole factors, which bounds everything after it.
cv::Mat shrunk(const cv::Mat& photo, int factorX, int factorY) {
    if (factorX == 1 && factorY == 1) {
        return photo;
    }
    // What does not fill a whole block at the far border is left out: less than a quarter of a crop pixel.
    const cv::Size size(std::max(1, photo.cols / factorX), std::max(1, photo.rows / factorY));
    const cv::Rect blocks(0, 0, std::min(photo.cols, size.width * factorX),
                          std::min(photo.rows, size.height * factorY));
    cv::Mat result;
    cv::resize(photo(blocks), result, size, 0, 0, cv::INTER_AREA);
    return result;
}

/// The rectangle `part` of the photo, completed by reflection where it reaches beyond.
cv::Mat reflectedPart(const cv::Mat& photo, const PixelRect& part) {
    cv::Mat result(part.height, part.width, photo.type());
    const std::size_t size = photo.elemSize();
    for (int y = 0; y < part.height; ++y) {
        const uchar* from = photo.ptr(cv::borderInterpolate(part.y + y, photo.rows, cv::BORDER_REFLECT));
        uchar* to = result.ptr(y);
        for (int x = 0; x < part.width; ++x, to += size) {
            std::memcpy(to, from + size * cv::borderInterpolate(part.x + x, photo.cols, cv::BORDER_REFLECT), size);
        }
    }
    return result;
}

cv::Mat toRgb(const cv::Mat& pixels) {
    cv::Mat result;
    switch (pixels.channels()) {
        case 1:
            cv::cvtColor(pixels, result, cv::COLOR_GRAY2RGB);
            return result;
        case 2:
            cv::extractChannel(pixels, result, 0);
            cv::cvtColor(result, result, cv::COLOR_GRAY2RGB);
            return result;
        case 4:
            cv::cvtColor(pixels, result, cv::COLOR_RGBA2RGB);
            return result;
        default:
            return pixels;
    }
}

/// The crop's pixels from `part`, the piece of the photo that holds them. Going down, at least one sample a pixel is
/// taken, and then the mean of those that fall into a pixel of the crop.
cv::Mat warped(const cv::Mat& piece, const PixelRect& part, const Axes& axes, int side) {
    const double step = std::max(axes.width(), axes.height()) / side;
    const int samples = std::max(1, static_cast<int>(std::ceil(step - 1e-6)));
    const int grid = side * samples;
    // Sample i of the grid lies at (i + 0.5) / grid of the crop, and the centre of pixel j at j + 0.5.
    const cv::Matx23d map(axes.right.x / grid, axes.down.x / grid,
                          axes.origin.x + (axes.right.x + axes.down.x) / (2 * grid) - 0.5 - part.x,  //
                          axes.right.y / grid, axes.down.y / grid,
                          axes.origin.y + (axes.right.y + axes.down.y) / (2 * grid) - 0.5 - part.y);
    cv::Mat crop;
    const int interpolation = step < 1 ? cv::INTER_CUBIC : cv::INTER_LINEAR;
    cv::warpAffine(piece, crop, map, {grid, grid}, interpolation | cv::WARP_INVERSE_MAP, cv::BORDER_REPLICATE);
    if (samples > 1) {
        cv::resize(crop, crop, {side, side}, 0, 0, cv::INTER_AREA);
    }
    cv::min(cv::max(crop, 0.0), 1.0, crop);  // cubic interpolation overshoots
    return crop;
}

}  // namespace

std::vector<float> sampleCrop(const Image& photo, const Alignment& alignment, int side) {
    if (photo.isEmpty() || side < 1) {
        throw Error(ErrorKind::Usage, "a crop needs a photo and a side of at least one pixel");
    }
    const Axes whole(alignment);
    // A turned crop mixes the photo's axes; there both factors are the same.
    const int factorX = std::max(1, static_cast<int>(whole.width() / side / 2));
    const int factorY = std::max(1, static_cast<int>(whole.height() / side / 2));
    const Axes axes = whole.reduced(factorX, factorY);
    const PixelRect part = axes.bounds();
    const cv::Mat piece = reflectedPart(shrunk(viewOf(photo), factorX, factorY), part);
    cv::Mat samples;
    toRgb(piece).convertTo(samples, CV_32F, photo.depth() == Image::Depth::U8 ? 1.0 / 255 : 1.0 / 65535);
    return planesOf(warped(samples, part, axes, side));
}

}  // namespace facet::face
