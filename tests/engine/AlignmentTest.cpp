// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/Alignment.h"
#include "engine/Error.h"

#include <gtest/gtest.h>

namespace facet {
namespace {

void expectNear(Point a, Point b) {
    EXPECT_NEAR(a.x, b.x, 1e-9);
    EXPECT_NEAR(a.y, b.y, 1e-9);
}

TEST(Alignment, PutsTheEyesWhereTheDataHasThem) {
    const Point left{310.5, 420};
    const Point right{402, 398.25};
    const auto alignment = Alignment::fromEyes(left, right);
    expectNear(alignment.toPhoto(Alignment::LeftEyeInCrop), left);
    expectNear(alignment.toPhoto(Alignment::RightEyeInCrop), right);
    expectNear(alignment.toCrop(right), Alignment::RightEyeInCrop);
    // A similarity, not a mirror: the mouth lies below the eyes.
    EXPECT_GT(alignment.toPhoto({0.5, 0.75}).y, 430);
}

TEST(Alignment, ScalesWithThePhoto) {
    const auto alignment = Alignment::fromEyes({100, 100}, {200, 120});
    expectNear(alignment.scaled(0.25).toPhoto({0.3, 0.9}),
               {alignment.toPhoto({0.3, 0.9}).x / 4, alignment.toPhoto({0.3, 0.9}).y / 4});
    EXPECT_NEAR(alignment.scaled(3).side(), 3 * alignment.side(), 1e-9);
}

TEST(Alignment, BoundsHoldTheTiltedCrop) {
    const auto bounds = Alignment::fromEyes({500, 500}, {560, 560}).boundsInPhoto();
    const auto alignment = Alignment::fromEyes({500, 500}, {560, 560});
    for (const Point corner : {Point{0, 0}, Point{1, 0}, Point{0, 1}, Point{1, 1}}) {
        const auto p = alignment.toPhoto(corner);
        EXPECT_TRUE(p.x >= bounds.x && p.x <= bounds.x + bounds.width && p.y >= bounds.y &&
                    p.y <= bounds.y + bounds.height);
    }
}

TEST(Alignment, WholePictureIsTheCropItself) {
    const auto alignment = Alignment::wholePicture(300, 200);
    expectNear(alignment.toPhoto({1, 1}), {300, 200});
    EXPECT_EQ(alignment.boundsInPhoto(), (PixelRect{0, 0, 300, 200}));
}

TEST(Alignment, RefusesEyesInOnePlace) {
    EXPECT_THROW(Alignment::fromEyes({10, 10}, {11, 11}), Error);
    EXPECT_THROW(Alignment::fromEyes({0, 0}, {NAN, 5}), Error);
}

}  // namespace
}  // namespace facet
