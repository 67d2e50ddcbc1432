// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/Alignment.h"
#include "engine/EditRecipe.h"
#include "engine/Image.h"

#include <opencv2/core/hal/intrin.hpp>

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <limits>

namespace facet::face {

/// Catmull and Rom's weights of the four samples around a position `t` behind the second.
inline void catmullRom(float t, float* weights) {
    weights[0] = ((-0.5F * t + 1) * t - 0.5F) * t;
    weights[1] = (1.5F * t - 2.5F) * t * t + 1;
    weights[2] = ((-1.5F * t + 2) * t + 0.5F) * t;
    weights[3] = (0.5F * t - 0.5F) * t * t;
}

/// Four samples as they lie in memory. OpenCV reads bytes as one int, which wants its alignment.
inline cv::v_float32x4 loadFour(const std::uint8_t* samples) {
    alignas(std::int32_t) std::uint8_t four[4];
    std::memcpy(four, samples, sizeof four);
    return cv::v_cvt_f32(cv::v_reinterpret_as_s32(cv::v_load_expand_q(four)));
}
inline cv::v_float32x4 loadFour(const std::uint16_t* samples) {
    return cv::v_cvt_f32(cv::v_reinterpret_as_s32(cv::v_load_expand(samples)));
}

/// (red, green, blue, anything) of a pixel in row y; grey in all three. T is the level's sample.
template <class T>
cv::v_float32x4 colourOf(const Image& level, const T* pixel, int y) {
    if (level.colourChannels() == 1) {
        return cv::v_setall_f32(pixel[0]);
    }
    // A pixel of three samples is read with one of the next, which the last pixel of all has not.
    return level.channels() == 4 || y + 1 < level.height() ? loadFour(pixel)
                                                           : cv::v_float32x4(pixel[0], pixel[1], pixel[2], 0);
}

/// The colour between the pixels of a level. x and y count from the first pixel's centre, beyond the border its pixels
/// repeat.
template <class T>
cv::v_float32x4 sampleCubic(const Image& level, float x, float y) {
    constexpr float Range = std::numeric_limits<T>::max();
    constexpr int Ahead = 1 << 20;  // so that cutting off the fraction rounds down
    const int left = static_cast<int>(x + Ahead * 1.0) - Ahead;
    const int top = static_cast<int>(y + Ahead * 1.0) - Ahead;
    float across[4];
    float down[4];
    catmullRom(x - static_cast<float>(left), across);
    catmullRom(y - static_cast<float>(top), down);
    const auto mix = [&](auto colourAt) {
        cv::v_float32x4 sum = cv::v_setzero_f32();
        for (int j = 0; j < 4; ++j) {
            cv::v_float32x4 line = colourAt(j, 0) * cv::v_setall_f32(across[0]);
            for (int i = 1; i < 4; ++i) {
                line += colourAt(j, i) * cv::v_setall_f32(across[i]);
            }
            sum += line * cv::v_setall_f32(down[j]);
        }
        return sum;
    };
    const std::size_t channels = level.channels();
    cv::v_float32x4 sum;
    if (channels >= 3 && left >= 1 && left + 2 < level.width() && top >= 1 && top + 3 < level.height()) {
        const T* corner = level.row<T>(top - 1) + channels * (left - 1);
        const std::size_t line = channels * level.width();
        sum = mix([&](int j, int i) { return loadFour(corner + line * j + channels * i); });
    } else {
        sum = mix([&](int j, int i) {
            const int row = std::clamp(top - 1 + j, 0, level.height() - 1);
            const int column = std::clamp(left - 1 + i, 0, level.width() - 1);
            return colourOf(level, level.row<T>(row) + channels * column, row);
        });
    }
    return cv::v_min(cv::v_max(sum, cv::v_setzero_f32()), cv::v_setall_f32(Range));
}

/// A painted mask's weight, 0 … 1, at a place of the photo, whose corners are (0, 0) and (1, 1).
inline float paintedWeight(const Image& mask, double x, double y) {
    const double column = std::clamp(x * mask.width() - 0.5, 0.0, mask.width() - 1.0);
    const double row = std::clamp(y * mask.height() - 0.5, 0.0, mask.height() - 1.0);
    const int left = static_cast<int>(column);
    const int top = static_cast<int>(row);
    const int right = std::min(left + 1, mask.width() - 1);
    const auto* upper = mask.row<std::uint8_t>(top);
    const auto* lower = mask.row<std::uint8_t>(std::min(top + 1, mask.height() - 1));
    const double above = upper[left] + (upper[right] - upper[left]) * (column - left);
    const double below = lower[left] + (lower[right] - lower[left]) * (column - left);
    return static_cast<float>((above + (below - above) * (row - top)) / 255);
}

/// What corrections of an automatic mask make of it: how much of it they keep, and how much of the rest they add, 0
/// … 1.
struct Correction {
    float kept = 1;
    float added = 0;
};

/// At a place of the crop that the corrections lie over.
inline Correction correctionAt(const Image& corrections, Point inCrop) {
    constexpr float AsItIs = PaintedMask::AsItIs / 255.0F;
    const float painted = paintedWeight(corrections, inCrop.x, inCrop.y);
    return {std::min(1.0F, painted / AsItIs), std::max(0.0F, (painted - AsItIs) / (1 - AsItIs))};
}

}  // namespace facet::face
