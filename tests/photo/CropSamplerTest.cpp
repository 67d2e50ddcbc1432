// SPDX-License-Identifier: GPL-3.0-or-later
#include "Pictures.h"
#include "engine/face/CropSampler.h"

#include <gtest/gtest.h>

#include <cmath>

namespace facet::face {
namespace {

using test::noise;
using Depth = Image::Depth;

float at(const std::vector<float>& crop, int side, int c, int x, int y) {
    return crop[(std::size_t(c) * side + y) * side + x];
}

/// red = x, green = y, in eighths of a level so that a crop's position can be read from its colours.
Image positions(int width, int height) {
    Image image(width, height, 3, Depth::U16);
    for (int y = 0; y < height; ++y) {
        for (int x = 0; x < width; ++x) {
            image.row<std::uint16_t>(y)[3 * x] = static_cast<std::uint16_t>(16 * x + 8);
            image.row<std::uint16_t>(y)[3 * x + 1] = static_cast<std::uint16_t>(16 * y + 8);
        }
    }
    return image;
}

TEST(CropSampler, ThePictureItselfComesBackExactly) {
    const Image image = noise(32, 32, 3);
    const std::vector<float> crop = sampleCrop(image, Alignment::wholePicture(32, 32), 32);
    for (int y = 0; y < 32; ++y) {
        for (int x = 0; x < 32; ++x) {
            for (int c = 0; c < 3; ++c) {
                ASSERT_NEAR(at(crop, 32, c, x, y) * 255, image.row<std::uint8_t>(y)[3 * x + c], 1e-3);
            }
        }
    }
}

TEST(CropSampler, HalfTheSizeIsTheMeanOfFour) {
    const Image image = noise(64, 64, 3);
    const std::vector<float> crop = sampleCrop(image, Alignment::wholePicture(64, 64), 32);
    for (int y = 0; y < 32; ++y) {
        for (int x = 0; x < 32; ++x) {
            const auto* upper = image.row<std::uint8_t>(2 * y) + 6 * x;
            const auto* lower = image.row<std::uint8_t>(2 * y + 1) + 6 * x;
            ASSERT_NEAR(at(crop, 32, 0, x, y) * 255, (upper[0] + upper[3] + lower[0] + lower[3]) / 4.0, 1);
        }
    }
}

class CropSamplerPlaces : public ::testing::TestWithParam<double> {};

TEST_P(CropSamplerPlaces, AreWhereTheAlignmentSays) {
    const Image image = positions(2000, 1600);
    const double span = GetParam();
    const Alignment alignment = Alignment::fromEyes({1000, 800}, {1000 + span * 0.96, 800 + span * 0.28});
    constexpr int Side = 32;
    const std::vector<float> crop = sampleCrop(image, alignment, Side);
    for (const int y : {4, 13, 16, 27}) {
        for (const int x : {3, 15, 29}) {
            const Point place = alignment.toPhoto({(x + 0.5) / Side, (y + 0.5) / Side});
            EXPECT_NEAR(at(crop, Side, 0, x, y) * 65535 / 16, place.x, 0.02 * span / 8 + 0.1) << x << ',' << y;
            EXPECT_NEAR(at(crop, Side, 1, x, y) * 65535 / 16, place.y, 0.02 * span / 8 + 0.1) << x << ',' << y;
        }
    }
}

INSTANTIATE_TEST_SUITE_P(Sizes, CropSamplerPlaces, ::testing::Values(5.0, 8.0, 17.3, 40.0, 95.0, 140.0));

TEST(CropSampler, DoesNotAlias) {
    Image image(700, 700, 3);
    for (int y = 0; y < 700; ++y) {
        for (int x = 0; x < 700; ++x) {
            const std::byte value{static_cast<unsigned char>((x + y) % 2 == 0 ? 255 : 0)};
            std::fill_n(image.row<std::byte>(y) + 3 * x, 3, value);
        }
    }
    for (const double span : {25.0, 45.0, 90.0}) {
        const auto crop = sampleCrop(image, Alignment::fromEyes({330, 350}, {330 + span, 352}), 16);
        for (const float value : crop) {
            EXPECT_NEAR(value, 0.5, 0.17) << span;
        }
    }
}

TEST(CropSampler, BeyondTheBorderThePhotoIsMirrored) {
    const Image image = noise(40, 40, 3);
    // A crop of the photo's size, shifted by half of it to the left: its left half mirrors its right half.
    const double span = 40 * (Alignment::RightEyeInCrop.x - Alignment::LeftEyeInCrop.x);
    const Point left{40 * Alignment::LeftEyeInCrop.x - 20, 40 * Alignment::LeftEyeInCrop.y};
    const auto crop = sampleCrop(image, Alignment::fromEyes(left, {left.x + span, left.y}), 40);
    for (int y = 0; y < 40; ++y) {
        for (int x = 0; x < 20; ++x) {
            ASSERT_NEAR(at(crop, 40, 1, x, y), at(crop, 40, 1, 39 - x, y), 1e-4);
        }
    }
}

TEST(CropSampler, EveryKindOfPhotoGivesTheSame) {
    Image grey(50, 50, 1);
    Image fine(50, 50, 4, Depth::U16);
    for (int y = 0; y < 50; ++y) {
        for (int x = 0; x < 50; ++x) {
            grey.row<std::uint8_t>(y)[x] = static_cast<std::uint8_t>(4 * x + y);
            std::fill_n(fine.row<std::uint16_t>(y) + 4 * x, 3, static_cast<std::uint16_t>(257 * (4 * x + y)));
        }
    }
    const Alignment alignment = Alignment::fromEyes({20, 22}, {30, 25});
    const auto a = sampleCrop(grey, alignment, 24);
    const auto b = sampleCrop(fine, alignment, 24);
    ASSERT_EQ(a.size(), b.size());
    for (std::size_t i = 0; i < a.size(); ++i) {
        ASSERT_NEAR(a[i], b[i], 1e-5);
    }
}

TEST(CropSampler, HugeAndFarAwayCropsAreHarmless) {
    const Image image = noise(300, 200, 3);
    for (const Alignment& alignment :
         {Alignment::fromEyes({0, 0}, {300, 200}), Alignment::fromEyes({-5000, 0}, {5000, 0}),
          Alignment::fromEyes({9000, 9000}, {9004, 9000}), Alignment::wholePicture(300, 200)}) {
        for (const float value : sampleCrop(image, alignment, 16)) {
            ASSERT_GE(value, 0);
            ASSERT_LE(value, 1);
        }
    }
    EXPECT_EQ(sampleCrop(noise(1, 1, 3), Alignment::wholePicture(1, 1), 8).size(), 192U);
    EXPECT_EQ(sampleCrop(noise(40000, 4, 3), Alignment::fromEyes({39000, 2}, {39010, 2}), 8).size(), 192U);
}

TEST(CropSampler, RefusesNothing) {
    EXPECT_THROW(sampleCrop(Image(), Alignment(), 8), Error);
    EXPECT_THROW(sampleCrop(noise(4, 4, 3), Alignment::wholePicture(4, 4), 0), Error);
}

}  // namespace
}  // namespace facet::face
