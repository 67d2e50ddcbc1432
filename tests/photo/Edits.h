// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/FaceEngine.h"
#include "tests/photo/Pictures.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <random>
#include <utility>
#include <vector>

namespace facet::test {

/// A face that leans.
inline const Alignment Tilted = Alignment::fromEyes({70, 95}, {120, 80});

inline FaceEdit constantEdit(float difference, const Alignment& alignment, MaskMode mask = MaskMode::Auto,
                             int side = 32) {
    return {alignment, mask, side, std::vector<float>(std::size_t(3) * side * side, difference), false};
}

inline FaceEdit noisyEdit(const Alignment& alignment, MaskMode mask = MaskMode::Auto, int side = 32) {
    FaceEdit edit = constantEdit(0, alignment, mask, side);
    std::mt19937 random(3);
    for (float& value : edit.difference) {
        value = static_cast<float>(random() % 2001) / 1000 - 1;
    }
    return edit;
}

/// An edit with all there is: motion that covers in part, texture, a mask that looks at colours.
inline FaceEdit richEdit(const Alignment& alignment, MaskMode mask = MaskMode::Auto) {
    constexpr int Side = 32;
    FaceEdit edit = noisyEdit(alignment, mask, Side);
    edit.base.assign(std::size_t(Side) * Side, 0.4F);
    edit.motion.resize(std::size_t(2) * Side * Side);
    for (std::size_t i = 0; i < edit.motion.size(); ++i) {
        edit.motion[i] = 0.04F * std::sin(static_cast<float>(i) / 40);
    }
    for (int i = 0; i < Side * Side; ++i) {
        edit.cover.push_back(i % Side < Side / 2 ? 1.0F : 0.6F);
    }
    edit.where.side = 16;
    for (int i = 0; i < 16 * 16; ++i) {
        const float open = i % 16 < 10 ? 1.0F : 0.0F;
        edit.where.maps.insert(edit.where.maps.end(), {0.5F * open, -0.3F * open, 0.2F * open, 0.4F * open});
    }
    return edit;
}

/// The largest and the smallest change of any sample.
template <class T>
std::pair<int, int> changes(const Image& before, const Image& after) {
    int smallest = std::numeric_limits<int>::max();
    int largest = std::numeric_limits<int>::min();
    for (int y = 0; y < before.height(); ++y) {
        for (int i = 0; i < before.width() * before.channels(); ++i) {
            const int change = int{after.row<T>(y)[i]} - int{before.row<T>(y)[i]};
            smallest = std::min(smallest, change);
            largest = std::max(largest, change);
        }
    }
    return {smallest, largest};
}

inline Image middleGrey(int width, int height, int channels) {
    Image image(width, height, channels);
    std::fill_n(image.data(), image.byteCount(), std::byte{128});
    return image;
}

}  // namespace facet::test
