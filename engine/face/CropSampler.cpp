// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/face/CropSampler.h"

#include <algorithm>
#include <cmath>
#include <cstring>

#include <opencv2/imgproc.hpp>

#include "engine/Error.h"
#include "engine/face/PixelView.h"

namespace facet::face {
namespace {

/// Photo pixels (or pixels of a shrunk copy) that one step of the crop's grid takes, along the crop's own axes.
struct Step {
    double x;
    double y;
};

Step stepOf(const Alignment& alignment, int side) {
    const auto& m = alignment.matrix();
    return {std::hypot(m[0], m[3]) / side, std::hypot(m[1], m[4]) / side};
}

/// A photo far bigger than needed is first reduced by whole factors, which bounds everything after it.
cv::Mat shrunk(const cv::Mat& photo, int factorX, int factorY) {
    if (factorX == 1 && factorY == 1) {
        return photo;
    }
    // What does not fill a whole block at the far border is left out: less than a quarter of a crop pixel.
    const cv::Size size(std::max(1, photo.cols / factorX), std::max(1, photo.rows / factorY));
    const cv::Rect blocks(0, 0, std::min(photo.cols, size.width * factorX), std::min(photo.rows, size.height * factorY));
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

std::vector<float> planes(const cv::Mat& rgb) {
    const std::size_t plane = rgb.total();
    std::vector<float> result(3 * plane);
    std::vector<cv::Mat> targets;
    for (std::size_t c = 0; c < 3; ++c) {
        targets.emplace_back(rgb.rows, rgb.cols, CV_32F, result.data() + c * plane);
    }
    cv::split(rgb, targets);
    return result;
}

}  // namespace

std::vector<float> sampleCrop(const Image& photo, const Alignment& alignment, int side) {
    if (photo.isEmpty() || side < 1) {
        throw Error(ErrorKind::Usage, "a crop needs a photo and a side of at least one pixel");
    }
    const Step step = stepOf(alignment, side);
    const int factorX = std::max(1, static_cast<int>(step.x / 2));
    const int factorY = std::max(1, static_cast<int>(step.y / 2));
    // A turned crop mixes the axes; there both steps are the same, and so are the factors.
    const cv::Mat reduced = shrunk(viewOf(photo), factorX, factorY);

    const auto& m = alignment.matrix();
    const double toReduced[6] = {m[0] / factorX, m[1] / factorX, m[2] / factorX,
                                 m[3] / factorY, m[4] / factorY, m[5] / factorY};
    const double cornersX[] = {0, toReduced[0], toReduced[1], toReduced[0] + toReduced[1]};
    const double cornersY[] = {0, toReduced[3], toReduced[4], toReduced[3] + toReduced[4]};
    const auto [left, right] = std::minmax_element(std::begin(cornersX), std::end(cornersX));
    const auto [top, bottom] = std::minmax_element(std::begin(cornersY), std::end(cornersY));
    constexpr int Margin = 3;  // what cubic interpolation reads beyond
    const int x = static_cast<int>(std::floor(toReduced[2] + *left)) - Margin;
    const int y = static_cast<int>(std::floor(toReduced[5] + *top)) - Margin;
    const PixelRect part{x, y, static_cast<int>(std::ceil(*right - *left)) + 2 * Margin + 1,
                         static_cast<int>(std::ceil(*bottom - *top)) + 2 * Margin + 1};

    cv::Mat pixels;
    toRgb(reflectedPart(reduced, part))
        .convertTo(pixels, CV_32F, photo.depth() == Image::Depth::U8 ? 1.0 / 255 : 1.0 / 65535);

    // Going down, at least one sample a pixel, and the mean of those that fall into a pixel of the crop.
    const double largest = std::max(step.x / factorX, step.y / factorY);
    const int samples = std::max(1, static_cast<int>(std::ceil(largest - 1e-6)));
    const int grid = side * samples;
    // Sample i of the grid lies at (i + 0.5) / grid of the crop, and pixel j's centre at j + 0.5.
    cv::Matx23d map;
    for (int row = 0; row < 2; ++row) {
        const double a = toReduced[3 * row] / grid;
        const double b = toReduced[3 * row + 1] / grid;
        map(row, 0) = a;
        map(row, 1) = b;
        map(row, 2) = toReduced[3 * row + 2] + (a + b) / 2 - 0.5 - (row == 0 ? part.x : part.y);
    }
    cv::Mat crop;
    const int interpolation = largest < 1 ? cv::INTER_CUBIC : cv::INTER_LINEAR;
    cv::warpAffine(pixels, crop, map, {grid, grid}, interpolation | cv::WARP_INVERSE_MAP, cv::BORDER_REPLICATE);
    if (samples > 1) {
        cv::resize(crop, crop, {side, side}, 0, 0, cv::INTER_AREA);
    }
    cv::min(cv::max(crop, 0.0), 1.0, crop);  // cubic interpolation overshoots
    return planes(crop);
}

}  // namespace facet::face
