// SPDX-License-Identifier: GPL-3.0-or-later
#include "Edits.h"
#include "Portraits.h"
#include "engine/face/AroundCrop.h"
#include "engine/face/Compositor.h"
#include "engine/face/EditBeyond.h"
#include "engine/face/EditShape.h"
#include "engine/face/FaceParts.h"
#include "engine/media/PhotoFile.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <memory>
#include <utility>
#include <vector>

namespace facet::face {
namespace {

using test::bundledParts;

/// The example: long brown hair over a black blazer, of which the crop holds the upper part.
class WiderHairTest : public testing::Test {
 protected:
    /// An edit of its whole crop by `change`, as far as the reach goes.
    FaceEdit edited(const Reach& reach) const { return edited(reach, m_alignment, m_parts); }
    static FaceEdit edited(const Reach& reach, const Alignment& alignment, const FaceParts& parts) {
        FaceEdit edit = test::constantEdit(0.2F, alignment);
        shape(edit, parts, {reach});
        edit.beyond = beyondCrop(edit, parts, {reach});
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
        const PixelRect around{int(p.x) - 12, int(p.y) - 12, 25, 25};
        EXPECT_EQ(after.cropped(around), m_photo.cropped(around)) << p.x << ',' << p.y;
    }
}

/// However the photo is cut, and however little of the clothes the face's own crop shows.
TEST_F(WiderHairTest, LeavesClothesOfNarrowPhotosBitForBit) {
    for (const PixelRect& part : {PixelRect{150, 0, 610, 1024}, PixelRect{0, 0, 700, 1024}}) {
        const Image photo = m_photo.cropped(part);
        const Alignment alignment = Alignment::fromEyes({414.7 - part.x, 343.7}, {599.8 - part.x, 349.0});
        const FaceParts parts = findParts(photo, alignment, bundledParts());
        ASSERT_TRUE(parts.wider);
        const Image after = composite(photo, 1, photo.bounds(), {edited(m_ofHair, alignment, parts)});
        const PixelRect blazer{190 - part.x, 940, 450, 84};
        EXPECT_EQ(after.cropped(blazer), photo.cropped(blazer)) << part.x;
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

/// What a person closes in the crop is closed around it, and what is left as it is stays.
TEST_F(WiderHairTest, IsClosedByCorrections) {
    FaceEdit edit = edited(m_ofHair);
    const Image automatic = compositeOf(edit);
    edit.mask = MaskMode::Corrected;
    const auto corrections = [](std::uint8_t value) {
        Image picture(8, 8, 1);
        std::fill_n(picture.row<std::uint8_t>(0), 64, value);
        return PaintedMask{std::make_shared<const Image>(std::move(picture))};
    };
    edit.painted = corrections(0);
    EXPECT_EQ(compositeOf(edit), m_photo);
    edit.painted = corrections(PaintedMask::AsItIs);
    EXPECT_EQ(compositeOf(edit), automatic);
    edit.painted = corrections(255);
    const Image open = compositeOf(edit);
    for (const Point p : {Point{265, 550}, Point{265, 600}, Point{640, 600}}) {
        EXPECT_NEAR(changeAt(open, p), 51, 2) << p.x << ',' << p.y;
    }
}

/// Hair that the photo's border cuts is recoloured up to the border.
TEST_F(WiderHairTest, GoesOnToThePhotosBorder) {
    const Image whole = compositeOf(edited(m_ofHair));
    constexpr int Cut = 765;
    const Image cut = m_photo.cropped({0, 0, m_photo.width(), Cut});
    const FaceParts parts = findParts(cut, m_alignment, bundledParts());
    ASSERT_TRUE(parts.wider);
    const Image after = composite(cut, 1, cut.bounds(), {edited(m_ofHair, m_alignment, parts)});
    for (const int y : {700, 730, 755}) {
        EXPECT_NEAR(changeAt(after, {255, double(y)}), changeAt(whole, {255, double(y)}), 6) << y;
    }
}

/// Of two faces in one photo, each has its own side, and what is between them is changed once.
TEST(AroundCrop, BelongsToTheNearerFace) {
    const std::vector<FaceEdit> edits = {test::constantEdit(0.2F, Alignment::fromEyes({100, 100}, {150, 100})),
                                         test::constantEdit(0.2F, Alignment::fromEyes({330, 110}, {380, 105}))};
    const AroundCrop left(edits[0], edits, 1);
    const AroundCrop right(edits[1], edits, 1);
    for (int x = 0; x < 500; x += 10) {
        const Point p{double(x), 150};
        EXPECT_NEAR(left.shareAt(p) + right.shareAt(p), 1, 1e-5) << x;
    }
    EXPECT_EQ(left.shareAt({125, 120}), 1);
    EXPECT_EQ(left.shareAt({355, 120}), 0);
    EXPECT_EQ(AroundCrop(edits[0], {edits[0]}, 1).shareAt({355, 120}), 1);
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
