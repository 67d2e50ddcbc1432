// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/face/Morph.h"

#include "engine/face/CropSampler.h"
#include "engine/face/PixelView.h"
#include "engine/face/Planes.h"
#include "engine/media/PixelCodec.h"

#include <opencv2/core.hpp>
#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cmath>
#include <stdexcept>

namespace facet::face {
namespace {

/// The mix with the difference in it, 0 … 255 in floats.
cv::Mat mixed(const Image& from, const Image& to, double t, std::span<const float> difference, int side) {
    if (from.bounds() != to.bounds()) {
        throw std::invalid_argument("pictures of two sizes cannot be mixed");
    }
    const int width = from.width();
    cv::Mat enlarged;
    cv::resize(pictureOf(difference, side), enlarged, {width, width}, 0, 0,
               width > side ? cv::INTER_CUBIC : cv::INTER_AREA);
    cv::Mat mix;
    cv::addWeighted(viewOf(from), 1 - t, viewOf(to), t, 0, mix, CV_32F);
    cv::scaleAdd(enlarged, 255, mix, mix);
    return mix;
}

Image toImage(const cv::Mat& rgb) {
    Image image(rgb.cols, rgb.rows, 3);
    cv::Mat pixels = viewOf(image);
    rgb.convertTo(pixels, CV_8U);
    return image;
}

/// Where the places of the frame lie in the picture whose face is at `there`, when it is seen at `shown`.
cv::Matx23d backFrom(const Alignment& shown, const Alignment& there) {
    const auto place = [&](double x, double y) {
        const Point p = there.toPhoto(shown.toCrop({x + 0.5, y + 0.5}));
        return cv::Point2d(p.x - 0.5, p.y - 0.5);
    };
    const auto origin = place(0, 0);
    const auto right = place(1, 0) - origin;
    const auto down = place(0, 1) - origin;
    return {right.x, down.x, origin.x, right.y, down.y, origin.y};
}

cv::Mat shownAt(const PlacedPicture& placed, const Alignment& shown) {
    cv::Mat result;
    cv::warpAffine(viewOf(placed.picture), result, backFrom(shown, placed.alignment),
                   {placed.picture.width(), placed.picture.height()}, cv::INTER_CUBIC | cv::WARP_INVERSE_MAP,
                   cv::BORDER_REFLECT);
    return result;
}

Alignment between(const Alignment& from, const Alignment& to, double t) {
    std::array<double, 6> matrix = from.matrix();
    for (std::size_t i = 0; i < matrix.size(); ++i) {
        matrix[i] = matrix[i] * (1 - t) + to.matrix()[i] * t;
    }
    return Alignment::fromMatrix(matrix);
}

}  // namespace

Image cropPicture(const Image& photo, const Alignment& alignment, int side) {
    return toImage(pictureOf(sampleCrop(photo, alignment, side), side) * 255);
}

Image morph(const Image& from, const Image& to, double t, std::span<const float> difference, int side) {
    return toImage(mixed(from, to, t, difference, side));
}

std::vector<float> differenceFrom(const Image& base, const Image& from, const Image& to, double t,
                                  std::span<const float> difference, int side) {
    cv::Mat change;
    cv::subtract(mixed(from, to, t, difference, side), viewOf(base), change, cv::noArray(), CV_32F);
    change *= 1.0 / 255;
    return planesOf(change);
}

int scaledSide(int pixels, double scale) {
    return std::max(1, static_cast<int>(std::lround(pixels * scale)));
}

Image filmPicture(const Image& photo, double scale) {
    Image rgb = media::toRgb8(photo);
    if (scale >= 1) {
        return rgb;
    }
    cv::Mat small;
    cv::resize(viewOf(rgb), small, {scaledSide(photo.width(), scale), scaledSide(photo.height(), scale)}, 0, 0,
               cv::INTER_AREA);
    return toImage(small);
}

PlacedPicture filling(const Image& photo, const Alignment& alignment, int width, int height) {
    const double scale =
        std::max(static_cast<double>(width) / photo.width(), static_cast<double>(height) / photo.height());
    const Image whole = media::toRgb8(photo);
    cv::Mat rgb = viewOf(whole);
    const cv::Size size(std::max(width, scaledSide(photo.width(), scale)),
                        std::max(height, scaledSide(photo.height(), scale)));
    if (size != rgb.size()) {
        cv::resize(rgb, rgb, size, 0, 0, scale < 1 ? cv::INTER_AREA : cv::INTER_CUBIC);
    }
    const cv::Point corner((size.width - width) / 2, (size.height - height) / 2);
    auto matrix = alignment.scaled(scale).matrix();
    matrix[2] -= corner.x;
    matrix[5] -= corner.y;
    return {toImage(rgb({corner, cv::Size(width, height)})), Alignment::fromMatrix(matrix)};
}

PlacedPicture moved(const PlacedPicture& from, const PlacedPicture& to, double t) {
    if (t == 0 || t == 1) {
        return t == 0 ? from : to;
    }
    const Alignment shown = between(from.alignment, to.alignment, t);
    cv::Mat mix;
    cv::addWeighted(shownAt(from, shown), 1 - t, shownAt(to, shown), t, 0, mix);
    return {toImage(mix), shown};
}

}  // namespace facet::face
