// SPDX-License-Identifier: GPL-3.0-or-later
#include "Edits.h"
#include "Portraits.h"
#include "engine/face/Compositor.h"
#include "engine/face/EditBeyond.h"
#include "engine/face/EditShape.h"
#include "engine/face/FaceParts.h"
#include "engine/media/PhotoFile.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

namespace facet::face {
namespace {

using test::bundledParts;

/// The example: long brown hair over a black blazer, of which the crop holds the upper part.
class WiderHairTest : public testing::Test {
 protected:
    /// An edit of its whole crop by `change`, as far as the reach goes.
    FaceEdit edited(const Reach& reach, float change = 0.2F) const {
        FaceEdit edit = test::constantEdit(change, m_alignment);
        shape(edit, m_parts, {reach});
        edit.beyond = beyondCrop(edit, m_parts, {reach});
        return edit;
    }

    /// The mean change of red in a square around a place of the photo.
    double changeAt(const Image& after, Point p, int radius = 8) const {
        double sum = 0;
        for (int y = int(p.y) - radius; y <= int(p.y) + radius; ++y) {
            for (int x = int(p.x) - radius; x <= int(p.x) + radius; ++x) {
                sum += int{after.row<std::uint8_t>(y)[3 * x]} - int{m_photo.row<std::uint8_t>(y)[3 * x]};
            }
        }
        return sum / ((2 * radius + 1) * (2 * radius + 1));
    }

    Image compositeOf(const FaceEdit& edit) const { return composite(m_photo, 1, m_photo.bounds(), {edit}); }

    const Image m_photo = media::readPhoto(FACET_SOURCE_DIR "/resources/examples/example.jpg").image;
    const Alignment m_alignment = Alignment::fromEyes({414.7, 343.7}, {599.8, 349.0});
    const FaceParts m_parts = findParts(m_photo, m_alignment, bundledParts());
    const Reach m_ofHair{.face = false};
};

TEST_F(WiderHairTest, TakesAnEditOfHairAlongToItsEnds) {
    ASSERT_TRUE(m_parts.wider);
    const Image after = compositeOf(edited(m_ofHair));
    for (const Point p : {Point{265, 400}, Point{265, 550}, Point{265, 640}, Point{250, 700}, Point{260, 760},
                          Point{690, 640}, Point{700, 700}}) {
        EXPECT_GT(changeAt(after, p), 30) << p.x << ',' << p.y;
        EXPECT_LT(changeAt(after, p), 56) << p.x << ',' << p.y;
    }
}

/// The blazer is as dark as the hair.
TEST_F(WiderHairTest, LeavesWhatIsNoHairBitForBit) {
    const Image after = compositeOf(edited(m_ofHair));
    for (const Point p : {Point{60, 800}, Point{100, 950}, Point{900, 850}, Point{480, 830}, Point{950, 600},
                          Point{60, 300}, Point{900, 100}}) {
        EXPECT_EQ(changeAt(after, p, 12), 0) << p.x << ',' << p.y;
    }
}

/// Nowhere along a lock is a step, a gap, or twice the change.
TEST_F(WiderHairTest, MeetsTheCropsOwnEditWithoutASeam) {
    const Image after = compositeOf(edited(m_ofHair));
    double last = changeAt(after, {262, 500});
    for (int y = 504; y < 770; y += 4) {
        const double now = changeAt(after, {262.0, double(y)});
        EXPECT_NEAR(now, last, 4) << y;
        EXPECT_GT(now, 36) << y;
        EXPECT_LT(now, 56) << y;
        last = now;
    }
}

TEST_F(WiderHairTest, IsForEditsOfHairAlone) {
    EXPECT_NE(edited(m_ofHair).beyond, nullptr);
    EXPECT_EQ(edited({.hair = false}).beyond, nullptr);
    EXPECT_EQ(edited({.face = true}).beyond, nullptr);
}

/// What the crop makes of fair and of dark strands, they become beyond it.
TEST_F(WiderHairTest, ChangesHairAsTheCropDoesWhatIsAsLight) {
    FaceEdit edit = test::constantEdit(0, m_alignment);
    const int side = FaceParts::Side / edit.side;
    for (int i = 0; i < edit.side * edit.side; ++i) {  // twice as light in red
        float sum = 0;
        for (int j = 0; j < side * side; ++j) {
            const int pixel = (i / edit.side * side + j / side) * FaceParts::Side + i % edit.side * side + j % side;
            sum += m_parts.guide[std::size_t(3) * pixel];
        }
        edit.difference[i] = sum / float(side * side);
    }
    shape(edit, m_parts, {m_ofHair});
    edit.beyond = beyondCrop(edit, m_parts, {m_ofHair});
    const Image after = compositeOf(edit);
    const auto redAt = [this](Point p) {
        Image nothing(m_photo.width(), m_photo.height(), 3);
        return -changeAt(nothing, p);
    };
    double darkest = 255;
    double lightest = 0;
    for (const Point p : {Point{240, 730}, Point{262, 750}, Point{270, 700}, Point{300, 720}, Point{700, 710}}) {
        const double red = redAt(p);
        EXPECT_NEAR(changeAt(after, p) / red, 0.9, 0.3) << p.x << ',' << p.y;
        darkest = std::min(darkest, red);
        lightest = std::max(lightest, red);
    }
    EXPECT_GT(lightest, 1.3 * darkest);
}

/// A crop that is all of its picture has nothing beyond.
TEST(WiderHair, EndsWithThePhoto) {
    const Image photo = media::readPhoto(FACET_SOURCE_DIR "/resources/examples/example.jpg").image;
    const Image crop = photo.cropped({130, 30, 740, 690});
    EXPECT_FALSE(findParts(crop, Alignment::wholePicture(crop.width(), crop.height()), bundledParts()).wider);
}

/// The mask that a person sees is of both crops.
TEST_F(WiderHairTest, IsInTheMask) {
    const FaceEdit edit = edited(m_ofHair);
    const Image mask = maskOf(m_photo, 1, m_photo.bounds(), edit);
    EXPECT_GT(int{mask.row<std::uint8_t>(760)[260]}, 190);
    EXPECT_GT(int{mask.row<std::uint8_t>(550)[265]}, 190);
    EXPECT_EQ(int{mask.row<std::uint8_t>(950)[100]}, 0);
}

}  // namespace
}  // namespace facet::face
