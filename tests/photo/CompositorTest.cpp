// SPDX-License-Identifier: GPL-3.0-or-later
#include "Edits.h"
#include "engine/face/Compositor.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace facet::face {
namespace {

using test::changes;
using test::constantEdit;
using test::middleGrey;
using test::noise;
using test::noisyEdit;
using test::richEdit;
using test::Tilted;
using Depth = Image::Depth;

TEST(Compositor, NoDifferenceIsNoChange) {
    const Image photo = noise(200, 160, 3);
    EXPECT_EQ(composite(photo, 1, photo.bounds(), {}), photo);
    EXPECT_EQ(composite(photo, 1, photo.bounds(), {FaceEdit{}}), photo);
    EXPECT_EQ(composite(photo, 1, photo.bounds(), {constantEdit(0, Tilted)}), photo);
    // A difference that rounds to nothing in 8 bits does not in 16.
    EXPECT_EQ(composite(photo, 1, photo.bounds(), {constantEdit(0.49F / 255, Tilted)}), photo);
    EXPECT_NE(composite(photo, 1, photo.bounds(), {constantEdit(0.51F / 255, Tilted)}), photo);
    const Image fine = noise(200, 160, 3, Depth::U16);
    EXPECT_NE(composite(fine, 1, fine.bounds(), {constantEdit(0.4F / 255, Tilted)}), fine);
}

class CompositorRegions : public ::testing::TestWithParam<std::tuple<int, Depth, double, MaskMode>> {};

TEST_P(CompositorRegions, AreThePartsOfTheWhole) {
    const auto [channels, depth, scale, mask] = GetParam();
    const Image level = noise(200, 160, channels, depth);
    std::vector<FaceEdit> edits{
        noisyEdit(Tilted.scaled(1 / scale), mask),
        noisyEdit(Alignment::fromEyes({100 / scale, 60 / scale}, {130 / scale, 66 / scale})),
        richEdit(Alignment::fromEyes({80 / scale, 70 / scale}, {120 / scale, 76 / scale}), mask)};
    const Image inCrops = composite(level, scale, level.bounds(), edits);
    edits[1].beyond = std::make_shared<FaceEdit>(noisyEdit(Alignment::wholePicture(200, 160).scaled(1 / scale)));
    const Image whole = composite(level, scale, level.bounds(), edits);
    ASSERT_NE(inCrops, level);
    ASSERT_NE(whole, inCrops);
    for (const PixelRect& region : {PixelRect{0, 0, 1, 1}, PixelRect{73, 51, 97, 60}, PixelRect{80, 80, 1, 50},
                                    PixelRect{199, 0, 1, 160}, PixelRect{101, 90, 33, 3}}) {
        EXPECT_EQ(composite(level, scale, region, edits), whole.cropped(region)) << region.x << ',' << region.y;
    }
}

INSTANTIATE_TEST_SUITE_P(Kinds, CompositorRegions,
                         ::testing::Combine(::testing::Values(1, 2, 3, 4), ::testing::Values(Depth::U8, Depth::U16),
                                            ::testing::Values(0.31, 1.0, 2.5),
                                            ::testing::Values(MaskMode::Auto, MaskMode::None)));

/// Far enlarged, places between are interpolated along the level's rows: a region must not see where it begins.
TEST(Compositor, RegionsOfFarEnlargedEditsAreParts) {
    const Image level = noise(300, 240, 3);
    for (const double eyes : {24.0, 60.0}) {
        FaceEdit edit = richEdit(Alignment::fromEyes({150 - eyes / 2, 110}, {150 + eyes / 2, 100}));
        edit.side = 8;
        edit.difference.resize(std::size_t(3) * 8 * 8);
        edit.motion.resize(std::size_t(2) * 8 * 8);
        edit.base.resize(std::size_t(8) * 8);
        edit.cover.resize(std::size_t(8) * 8);
        const Image whole = composite(level, 1, level.bounds(), {edit});
        ASSERT_NE(whole, level);
        for (const PixelRect& region :
             {PixelRect{150, 120, 1, 1}, PixelRect{101, 83, 50, 31}, PixelRect{130, 0, 3, 240}}) {
            EXPECT_EQ(composite(level, 1, region, {edit}), whole.cropped(region)) << region.x << ',' << region.y;
        }
    }
}

TEST(Compositor, AlphaStaysAndColoursChange) {
    const Image photo = noise(200, 160, 4);
    const Image result = composite(photo, 1, photo.bounds(), {noisyEdit(Tilted)});
    EXPECT_NE(result, photo);
    for (int y = 0; y < 160; ++y) {
        for (int x = 0; x < 200; ++x) {
            ASSERT_EQ(result.row<std::uint8_t>(y)[4 * x + 3], photo.row<std::uint8_t>(y)[4 * x + 3]);
        }
    }
}

TEST(Compositor, GreyTakesTheLuma) {
    FaceEdit edit = constantEdit(0, Alignment::wholePicture(64, 64));
    std::fill_n(edit.difference.begin(), edit.side * edit.side, 0.5F);  // red
    const Image photo = middleGrey(64, 64, 1);
    const Image result = composite(photo, 1, photo.bounds(), {edit});
    EXPECT_EQ(result.row<std::uint8_t>(32)[32], 128 + 38);  // 0.299 · 0.5 · 255
}

TEST(Compositor, NothingThatIsNotFiniteReachesPixels) {
    const Image photo = middleGrey(200, 160, 3);
    FaceEdit edit = constantEdit(0.1F, Tilted);
    constexpr float Infinite = std::numeric_limits<float>::infinity();
    for (std::size_t i = 0; i < edit.difference.size(); i += 7) {
        edit.difference[i] = i % 3 == 0 ? std::nanf("") : i % 3 == 1 ? Infinite : -Infinite;
    }
    const auto [smallest, largest] = changes<std::uint8_t>(photo, composite(photo, 1, photo.bounds(), {edit}));
    EXPECT_GE(smallest, -1);
    EXPECT_LE(largest, 30);
    std::fill(edit.difference.begin(), edit.difference.end(), Infinite);
    EXPECT_EQ(composite(photo, 1, photo.bounds(), {edit}), photo);
}

TEST(Compositor, AnAlignedCropGetsExactlyTheDifference) {
    const FaceEdit edit = noisyEdit(Alignment::wholePicture(32, 32), MaskMode::None);
    const Image photo = middleGrey(32, 32, 3);
    const Image result = composite(photo, 1, photo.bounds(), {edit});
    for (int y = 4; y < 28; ++y) {
        for (int x = 4; x < 28; ++x) {
            const float wanted = 128 + 255 * edit.difference[std::size_t(y) * 32 + x];
            ASSERT_NEAR(result.row<std::uint8_t>(y)[3 * x], std::clamp(wanted, 0.0F, 255.0F), 1.01) << x << ',' << y;
        }
    }
}

TEST(Compositor, EachAxisOfAPictureThatIsNotSquareIsScaledByItself) {
    FaceEdit edit = constantEdit(0, Alignment::wholePicture(120, 60), MaskMode::None);
    for (int y = 0; y < edit.side; ++y) {
        edit.difference[std::size_t(y) * edit.side + 16] = 0.5F;  // a red line down the middle
    }
    const Image photo = middleGrey(120, 60, 3);
    const Image result = composite(photo, 1, photo.bounds(), {edit});
    EXPECT_GT(result.row<std::uint8_t>(30)[3 * 61], 220);
    EXPECT_EQ(result.row<std::uint8_t>(30)[3 * 40], 128);
}

TEST(Compositor, EnlargedStepsDoNotRing) {
    FaceEdit edit = constantEdit(0.2F, Alignment::wholePicture(512, 512), MaskMode::None);
    for (std::size_t i = 0; i < edit.difference.size(); ++i) {
        if (i % 32 >= 16) {
            edit.difference[i] = -0.2F;
        }
    }
    const Image photo = middleGrey(512, 512, 3);
    const auto [smallest, largest] = changes<std::uint8_t>(photo, composite(photo, 1, photo.bounds(), {edit}));
    EXPECT_GE(smallest, -55);  // 51 and at most 4 % of the step
    EXPECT_LE(largest, 55);
}

TEST(Compositor, EnlargedRampsHaveNoStairs) {
    FaceEdit edit = constantEdit(0, Alignment::wholePicture(1024, 1024), MaskMode::None);
    for (std::size_t i = 0; i < edit.difference.size(); ++i) {
        edit.difference[i] = static_cast<float>(i % 32) / 32 - 0.5F;
    }
    Image photo(1024, 1024, 3, Depth::U16);
    for (int y = 0; y < 1024; ++y) {
        std::fill_n(photo.row<std::uint16_t>(y), 3 * 1024, std::uint16_t{32768});
    }
    const Image result = composite(photo, 1, photo.bounds(), {edit});
    const auto* row = result.row<std::uint16_t>(512);
    for (int x = 200; x < 800; ++x) {
        EXPECT_NEAR(row[3 * x + 3] - row[3 * x], 64, 3) << x;
    }
}

TEST(Compositor, ShrunkNoiseIsAveraged) {
    const Image photo = middleGrey(16, 16, 3);
    FaceEdit edit = noisyEdit(Alignment::wholePicture(16, 16), MaskMode::None, 256);
    const auto [smallest, largest] = changes<std::uint8_t>(photo, composite(photo, 1, photo.bounds(), {edit}));
    EXPECT_GT(smallest, -60);  // a picked sample would be any of ±255
    EXPECT_LT(largest, 60);
}

TEST(Compositor, SamplesSaturate) {
    const Image photo = middleGrey(64, 64, 3);
    const Alignment whole = Alignment::wholePicture(64, 64);
    EXPECT_EQ(composite(photo, 1, photo.bounds(), {constantEdit(5, whole)}).row<std::uint8_t>(32)[96], 255);
    EXPECT_EQ(composite(photo, 1, photo.bounds(), {constantEdit(-5, whole)}).row<std::uint8_t>(32)[96], 0);
}

TEST(Compositor, FacesPartlyOrWhollyBeyondThePhotoAreFine) {
    const Image photo = noise(100, 80, 3);
    EXPECT_NE(composite(photo, 1, photo.bounds(), {noisyEdit(Alignment::fromEyes({-20, 20}, {20, 20}))}), photo);
    EXPECT_EQ(composite(photo, 1, photo.bounds(), {noisyEdit(Alignment::fromEyes({900, 900}, {940, 900}))}), photo);
}

TEST(Compositor, MovesThePhotosOwnPixels) {
    FaceEdit edit = constantEdit(0, Alignment::wholePicture(200, 200), MaskMode::None);
    edit.motion.assign(std::size_t(2) * edit.side * edit.side, 0);
    std::fill_n(edit.motion.begin(), edit.side * edit.side, 0.05F);  // 10 pixels, from the right
    const Image photo = noise(200, 200, 3);
    const Image result = composite(photo, 1, photo.bounds(), {edit});
    for (int y = 40; y < 160; ++y) {
        for (int x = 40; x < 150; ++x) {
            ASSERT_NEAR(result.row<std::uint8_t>(y)[3 * x], photo.row<std::uint8_t>(y)[3 * (x + 10)], 1)
                << x << ',' << y;
        }
    }
}

TEST(Compositor, TextureGrowsWithTheLight) {
    FaceEdit edit = constantEdit(0.2F, Alignment::wholePicture(64, 64), MaskMode::None);
    edit.base.assign(std::size_t(edit.side) * edit.side, 0.2F);
    Image photo(64, 64, 3);
    for (int y = 0; y < 64; ++y) {
        for (int x = 0; x < 64; ++x) {
            std::fill_n(photo.row<std::uint8_t>(y) + 3 * x, 3, static_cast<std::uint8_t>(x % 2 == 0 ? 41 : 61));
        }
    }
    const Image result = composite(photo, 1, photo.bounds(), {edit});
    const int contrast = result.row<std::uint8_t>(32)[3 * 33] - result.row<std::uint8_t>(32)[3 * 32];
    EXPECT_GT(contrast, 28);
    EXPECT_LE(contrast, 34);  // 20 · 1.7
}

/// A wall behind dark hair is no strand of it.
TEST(Compositor, WhatDiffersMuchFromTheBaseIsNoTexture) {
    FaceEdit edit = constantEdit(0.2F, Alignment::wholePicture(64, 64), MaskMode::None);
    edit.base.assign(std::size_t(edit.side) * edit.side, 0.2F);
    const Image photo = middleGrey(64, 64, 3);
    const Image result = composite(photo, 1, photo.bounds(), {edit});
    EXPECT_NEAR(result.row<std::uint8_t>(32)[3 * 32], 128 + 51 + 0.7 * 0.16 * 255, 2);
}

TEST(Compositor, EditsOfOtherSizesThanTheySayAreRefused) {
    const Image photo = middleGrey(64, 64, 3);
    FaceEdit edit = constantEdit(0.1F, Tilted);
    edit.motion.resize(7);
    EXPECT_THROW(composite(photo, 1, photo.bounds(), {edit}), std::invalid_argument);
    edit = constantEdit(0.1F, Tilted);
    edit.where.side = 3;
    EXPECT_THROW(composite(photo, 1, photo.bounds(), {edit}), std::invalid_argument);
    edit = constantEdit(0.1F, Tilted, MaskMode::Corrected);
    EXPECT_THROW(composite(photo, 1, photo.bounds(), {edit}), std::invalid_argument);
    edit.painted.picture = std::make_shared<const Image>(8, 8, 3);
    EXPECT_THROW(composite(photo, 1, photo.bounds(), {edit}), std::invalid_argument);
}

}  // namespace
}  // namespace facet::face
