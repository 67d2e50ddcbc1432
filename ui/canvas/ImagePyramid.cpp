// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/ImagePyramid.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace facet::ui {

namespace {

constexpr int SmallestSide = 256;

/// 16-bit samples rounded to 8.
std::shared_ptr<const Image> toEightBits(const Image& photo) {
    auto result = std::make_shared<Image>(photo.width(), photo.height(), photo.channels());
    const int samples = photo.width() * photo.channels();
    for (int y = 0; y < photo.height(); ++y) {
        const auto* in = photo.row<std::uint16_t>(y);
        auto* out = result->row<std::uint8_t>(y);
        for (int i = 0; i < samples; ++i) {
            out[i] = static_cast<std::uint8_t>((in[i] * 255u + 32767u) / 65535u);
        }
    }
    return result;
}

/// Means of 2×2 pixels; the last column and row of an odd size stand for themselves.
std::shared_ptr<const Image> halved(const Image& image) {
    const int width = (image.width() + 1) / 2;
    const int height = (image.height() + 1) / 2;
    const int channels = image.channels();
    auto result = std::make_shared<Image>(width, height, channels);
    for (int y = 0; y < height; ++y) {
        const auto* upper = image.row<std::uint8_t>(2 * y);
        const auto* lower = image.row<std::uint8_t>(std::min(2 * y + 1, image.height() - 1));
        auto* out = result->row<std::uint8_t>(y);
        for (int x = 0; x < width; ++x) {
            const int left = 2 * x * channels;
            const int right = std::min(2 * x + 1, image.width() - 1) * channels;
            for (int c = 0; c < channels; ++c) {
                const int sum = upper[left + c] + upper[right + c] + lower[left + c] + lower[right + c];
                *out++ = static_cast<std::uint8_t>((sum + 2) / 4);
            }
        }
    }
    return result;
}

}  // namespace

ImagePyramid::ImagePyramid(std::shared_ptr<const Image> photo) {
    auto level = photo->depth() == Image::Depth::U8 ? std::move(photo) : toEightBits(*photo);
    while (std::max(level->width(), level->height()) > SmallestSide) {
        m_levels.push_back(level);
        level = halved(*level);
    }
    m_levels.push_back(std::move(level));
}

double ImagePyramid::scale(int level) {
    return std::ldexp(1.0, -level);
}

int ImagePyramid::levelFor(double zoom) const {
    int index = 0;
    while (index + 1 < levelCount() && scale(index + 1) >= zoom) {
        ++index;
    }
    return index;
}

}  // namespace facet::ui
