// SPDX-License-Identifier: GPL-3.0-or-later
#include "Edits.h"
#include "engine/face/Compositor.h"
#include "engine/face/Feather.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <memory>

namespace facet::face {
namespace {

using test::constantEdit;
using test::middleGrey;
using test::noise;
using test::noisyEdit;
using test::richEdit;
using test::Tilted;
using Depth = Image::Depth;

TEST(CompositorMask, EverythingOutsideStaysBitForBit) {
    for (const MaskMode mask : {MaskMode::Auto, MaskMode::None}) {
        const Image photo = noise(200, 160, 3);
        const Image result = composite(photo, 1, photo.bounds(), {noisyEdit(Tilted, mask)});
        int changed = 0;
        for (int y = 0; y < 160; ++y) {
            for (int x = 0; x < 200; ++x) {
                const bool same = std::equal(photo.row<std::uint8_t>(y) + 3 * x, photo.row<std::uint8_t>(y) + 3 * x + 3,
                                             result.row<std::uint8_t>(y) + 3 * x);
                changed += same ? 0 : 1;
                if (maskWeight(mask, Tilted.toCrop({x + 0.5, y + 0.5})) == 0) {
                    ASSERT_TRUE(same) << x << ',' << y;
                }
            }
        }
        EXPECT_GT(changed, 5000);
    }
}

TEST(CompositorMask, OfColoursFollowsThePhoto) {
    FaceEdit edit = constantEdit(0.2F, Alignment::wholePicture(64, 64), MaskMode::Auto);
    edit.where.side = 1;
    edit.where.maps = {-2, 0, 0, 1};  // red of a half and more is not touched
    Image photo = middleGrey(64, 64, 3);
    photo.row<std::uint8_t>(32)[3 * 20] = 0;
    const Image result = composite(photo, 1, photo.bounds(), {edit});
    EXPECT_EQ(result.row<std::uint8_t>(32)[3 * 20 + 1], 128 + 51);
    EXPECT_EQ(result.row<std::uint8_t>(32)[3 * 21 + 1], 128);
}

TEST(CompositorMask, PaintedHoldsBitForBit) {
    for (const int shrunk : {1, 4}) {
        FaceEdit edit = richEdit(Alignment::fromEyes({90, 95}, {140, 90}), MaskMode::Painted);
        edit.where = {};
        auto mask = std::make_shared<Image>(200 / shrunk, 160 / shrunk, 1);
        for (int y = 0; y < mask->height(); ++y) {
            std::fill_n(mask->row<std::uint8_t>(y), mask->width() / 2, std::uint8_t{255});
        }
        edit.painted.picture = mask;
        const Image photo = noise(200, 160, 3);
        const Image result = composite(photo, 1, photo.bounds(), {edit});
        const PixelRect right{100 + shrunk, 0, 100 - shrunk, 160};
        EXPECT_EQ(result.cropped(right), photo.cropped(right));
        EXPECT_NE(result, photo);
    }
}

/// Corrections that leave the automatic mask as it is on the left, and are `right` on the right.
PaintedMask corrections(std::uint8_t right) {
    auto picture = std::make_shared<Image>(64, 64, 1);
    for (int y = 0; y < 64; ++y) {
        std::fill_n(picture->row<std::uint8_t>(y), 32, PaintedMask::AsItIs);
        std::fill_n(picture->row<std::uint8_t>(y) + 32, 32, right);
    }
    return {picture};
}

TEST(CompositorMask, CorrectionsThatLeaveTheMaskAsItIsChangeNoBit) {
    for (const Depth depth : {Depth::U8, Depth::U16}) {
        const Image photo = noise(200, 160, 3, depth);
        FaceEdit edit = richEdit(Alignment::fromEyes({90, 95}, {140, 90}), MaskMode::Auto);
        const Image automatic = composite(photo, 1, photo.bounds(), {edit});
        edit.mask = MaskMode::Corrected;
        edit.painted = corrections(PaintedMask::AsItIs);
        EXPECT_EQ(composite(photo, 1, photo.bounds(), {edit}), automatic);
    }
}

TEST(CompositorMask, WhatIsTakenFromTheMaskKeepsItsBits) {
    const Image photo = noise(200, 160, 3);
    FaceEdit edit = richEdit(Alignment::wholePicture(200, 160), MaskMode::Auto);
    const Image automatic = composite(photo, 1, photo.bounds(), {edit});
    edit.mask = MaskMode::Corrected;
    edit.painted = corrections(0);
    const Image result = composite(photo, 1, photo.bounds(), {edit});
    const PixelRect right{102, 0, 98, 160};
    const PixelRect left{0, 0, 98, 160};
    EXPECT_EQ(result.cropped(right), photo.cropped(right));
    EXPECT_NE(automatic.cropped(right), photo.cropped(right));
    EXPECT_EQ(result.cropped(left), automatic.cropped(left));
}

TEST(CompositorMask, WhatIsAddedToTheMaskIsOpen) {
    const Image photo = middleGrey(65, 64, 3);
    FaceEdit edit = constantEdit(0.2F, Alignment::wholePicture(64, 64), MaskMode::Corrected);
    edit.painted = corrections(255);
    edit.where = {1, {0, 0, 0, 0}};  // by itself it is shut
    const Image result = composite(photo, 1, photo.bounds(), {edit});
    EXPECT_EQ(result.row<std::uint8_t>(32)[3 * 20], 128);
    EXPECT_EQ(result.row<std::uint8_t>(32)[3 * 40], 128 + 51);
    EXPECT_EQ(result.row<std::uint8_t>(32)[3 * 63], 128) << "beyond the crop's feather there is nothing to add";
}

TEST(CompositorMask, TellsWhereAnEditMayTouch) {
    const Image photo = noise(200, 160, 3);
    FaceEdit edit = richEdit(Alignment::wholePicture(200, 160), MaskMode::Corrected);
    edit.painted = corrections(0);
    const Image mask = maskOf(photo, 1, photo.bounds(), edit);
    const Image result = composite(photo, 1, photo.bounds(), {edit});
    EXPECT_EQ(mask.cropped({102, 0, 98, 160}), Image(98, 160, 1));
    EXPECT_NE(mask.cropped({0, 0, 98, 160}), Image(98, 160, 1));
    const PixelRect part{40, 30, 50, 60};
    EXPECT_EQ(maskOf(photo, 1, part, edit), mask.cropped(part));
    EXPECT_TRUE(maskOf(photo, 1, part, FaceEdit{}).isEmpty());
    edit = constantEdit(0.2F, Alignment::wholePicture(64, 64));
    EXPECT_EQ(maskOf(middleGrey(64, 64, 3), 1, {32, 32, 1, 1}, edit).row<std::uint8_t>(0)[0], 255);
}

TEST(CompositorMask, IsWholeInsideAndFallsSmoothlyToNothingAtItsBorder) {
    for (const MaskMode mode : {MaskMode::Auto, MaskMode::None}) {
        EXPECT_EQ(maskWeight(mode, {0.5, 0.5}), 1);
        EXPECT_EQ(maskWeight(mode, Alignment::LeftEyeInCrop), 1);
        EXPECT_EQ(maskWeight(mode, {0.5, 0.75}), 1);  // the mouth
        double before = 0;
        for (int i = -10; i <= 1010; ++i) {
            const double weight = maskWeight(mode, {i / 1000.0, 0.5});
            EXPECT_LT(std::abs(weight - before), 0.03) << i;
            EXPECT_EQ(i <= 0 || i >= 1000 ? weight : 0, 0) << i;
            before = weight;
        }
    }
    EXPECT_EQ(maskWeight(MaskMode::Auto, {0.05, 0.05}), 0);
}

TEST(CompositorMask, GoesAllTheWayToABorderThatIsThePhotosOwn) {
    const auto changed = [](const Image& photo, const Alignment& alignment) {
        const Image result = composite(photo, 1, photo.bounds(), {constantEdit(0.2F, alignment, MaskMode::None)});
        return [result](int x, int y) { return result.row<std::uint8_t>(y)[3 * x] - 128; };
    };
    const auto whole = changed(middleGrey(64, 64, 3), Alignment::wholePicture(64, 64));
    for (int i = 0; i < 64; ++i) {
        EXPECT_EQ(whole(i, 0), 51) << i;
        EXPECT_EQ(whole(63, i), 51) << i;
    }
    const auto larger = changed(middleGrey(1024, 1024, 3), Alignment::wholePicture(1024, 1024));
    EXPECT_EQ(larger(1023, 1023), 51);
    // A strip of photo to the right of the crop: the edit ends softly there, and there alone.
    const auto strip = changed(middleGrey(80, 64, 3), Alignment::wholePicture(64, 64));
    EXPECT_EQ(strip(0, 32), 51);
    EXPECT_EQ(strip(32, 63), 51);
    EXPECT_LT(strip(63, 32), 5);
    EXPECT_EQ(strip(64, 32), 0);
}

}  // namespace
}  // namespace facet::face
