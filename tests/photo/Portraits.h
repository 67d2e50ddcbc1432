// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/Image.h"
#include "engine/face/FaceParts.h"
#include "engine/face/PartNetwork.h"

#include <opencv2/core.hpp>

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace facet::test {

/// Of faces in the data.
inline const cv::Vec3f FairSkin(0.85F, 0.66F, 0.56F);
inline const cv::Vec3f DarkSkin(0.35F, 0.22F, 0.15F);

/// Whether a place of the portrait's crop is face, and whether it is hair where there is some.
inline bool isFace(double x, double y) {
    return std::pow((x - 0.4935) / 0.22, 2) + std::pow((y - 0.56) / 0.33, 2) < 1;
}
inline bool isHair(double x, double y) {
    return !isFace(x, y) && std::pow((x - 0.4935) / 0.33, 2) + std::pow((y - 0.5) / 0.42, 2) < 1;
}

/// A face of one colour, hair of another around it, on a third: all as an aligned crop.
inline Image portrait(bool withHair) {
    Image image(512, 512, 3);
    for (int y = 0; y < 512; ++y) {
        for (int x = 0; x < 512; ++x) {
            const double u = (x + 0.5) / 512;
            const double v = (y + 0.5) / 512;
            const bool face = isFace(u, v);
            const bool hair = withHair && isHair(u, v);
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

/// The portrait's, with hair, as they are: no network has to tell an ellipse of paint from a hat.
inline face::FaceParts portraitParts() {
    constexpr std::size_t Pixels = std::size_t(face::FaceParts::Side) * face::FaceParts::Side;
    face::FaceParts parts{std::vector<float>(3 * Pixels), std::vector<float>(4 * Pixels),
                          std::vector<float>(4 * Pixels), std::vector<float>(4 * Pixels),
                          std::vector<float>(Pixels, 1)};
    for (std::size_t i = 0; i < Pixels; ++i) {
        const double x = (double(i % face::FaceParts::Side) + 0.5) / face::FaceParts::Side;
        const double y = (double(i / face::FaceParts::Side) + 0.5) / face::FaceParts::Side;
        parts.hair[4 * i + 3] = isHair(x, y) ? 1 : 0;
        parts.head[4 * i + 3] = isFace(x, y) || isHair(x, y) ? 1 : 0;
    }
    return parts;
}

/// The bundled model's.
inline const face::PartNetwork& bundledParts() {
    static const face::PartNetwork network(FACET_SOURCE_DIR "/resources/models/face64/parts.onnx");
    return network;
}

/// Of red, at a place in parts of the sides.
inline int changeAt(const Image& before, const Image& after, double x, double y) {
    const auto at = [&](const Image& image) {
        return int{image.row<std::uint8_t>(static_cast<int>(y * 512))[3 * static_cast<int>(x * 512)]};
    };
    return at(after) - at(before);
}

}  // namespace facet::test
