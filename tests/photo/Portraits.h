// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/Image.h"
#include "engine/face/FaceParts.h"

#include <opencv2/core.hpp>

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace facet::test {

/// A face of one colour, hair of another around it, on a third: all as an aligned crop.
inline Image portrait(bool withHair) {
    Image image(512, 512, 3);
    for (int y = 0; y < 512; ++y) {
        for (int x = 0; x < 512; ++x) {
            const double u = (x + 0.5) / 512 - 0.4935;
            const double v = (y + 0.5) / 512;
            const bool face = std::pow(u / 0.22, 2) + std::pow((v - 0.56) / 0.33, 2) < 1;
            const bool hair = withHair && std::pow(u / 0.33, 2) + std::pow((v - 0.5) / 0.42, 2) < 1;
            const int grain = (x * 7 + y * 13) % 9;
            const cv::Vec3b colour = face   ? cv::Vec3b(205, 160, 135)
                                     : hair ? cv::Vec3b(60, 40, 30)
                                            : cv::Vec3b(120, 160, 210);
            for (int c = 0; c < 3; ++c) {
                image.row<std::uint8_t>(y)[3 * x + c] = static_cast<std::uint8_t>(colour[c] + grain);
            }
        }
    }
    return image;
}

inline face::HairPrior archPrior() {
    face::HairPrior prior{64, std::vector<float>(64 * 64)};
    for (int i = 0; i < 64 * 64; ++i) {
        const double u = (i % 64 + 0.5) / 64 - 0.4935;
        const double v = (i / 64 + 0.5) / 64;
        const double ring = std::sqrt(std::pow(u / 0.3, 2) + std::pow((v - 0.5) / 0.4, 2));
        prior.values[i] = static_cast<float>(std::exp(-std::pow((ring - 0.95) / 0.3, 2)) * (v < 0.6 ? 1 : 0.5));
    }
    return prior;
}

/// Of red, at a place in parts of the sides.
inline int changeAt(const Image& before, const Image& after, double x, double y) {
    const auto at = [&](const Image& image) {
        return int{image.row<std::uint8_t>(static_cast<int>(y * 512))[3 * static_cast<int>(x * 512)]};
    };
    return at(after) - at(before);
}

}  // namespace facet::test
