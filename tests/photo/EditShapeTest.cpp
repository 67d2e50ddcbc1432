// SPDX-License-Identifier: GPL-3.0-or-later
#include "Pictures.h"
#include "Portraits.h"
#include "engine/face/Compositor.h"
#include "engine/face/EditShape.h"
#include "engine/face/FaceParts.h"
#include "engine/media/PhotoFile.h"

#include <gtest/gtest.h>
#include <opencv2/core.hpp>
#include <opencv2/imgproc.hpp>

#include <cmath>
#include <filesystem>
#include <optional>
#include <string>

namespace facet::face {
namespace {

using test::bundledParts;
using test::changeAt;
using test::portrait;
using test::portraitParts;

/// A share of a map on the crop itself.
float shareAt(const std::vector<float>& maps, const std::vector<float>& guide, Point p) {
    const auto i = std::size_t(p.y * FaceParts::Side) * FaceParts::Side + std::size_t(p.x * FaceParts::Side);
    return std::clamp(std::inner_product(&guide[3 * i], &guide[3 * i] + 3, &maps[4 * i], maps[4 * i + 3]), 0.0F, 1.0F);
}

TEST(FaceParts, TellFaceHairAndBackgroundApart) {
    const Image photo = media::readPhoto(FACET_SOURCE_DIR "/resources/examples/example.jpg").image;
    const auto alignment = Alignment::fromEyes({414.7, 343.7}, {599.8, 349.0});
    const FaceParts parts = findParts(photo, alignment, bundledParts());
    const auto share = [&](const std::vector<float>& maps, Point p) {
        return shareAt(maps, parts.guide, alignment.toCrop(p));
    };
    EXPECT_GT(share(parts.head, {505, 440}), 0.95F) << "nose";
    EXPECT_LT(share(parts.hair, {505, 440}), 0.05F);
    for (const Point p : {Point{270, 400}, Point{270, 650}, Point{730, 500}, Point{560, 60}}) {
        EXPECT_GT(share(parts.head, p), 0.9F) << p.x << " " << p.y;
        EXPECT_GT(share(parts.hair, p), 0.9F) << p.x << " " << p.y;
    }
    for (const Point p : {Point{150, 150}, Point{860, 200}}) {
        EXPECT_LT(share(parts.head, p), 0.05F) << p.x << " " << p.y;
        EXPECT_LT(share(parts.hair, p), 0.05F) << p.x << " " << p.y;
    }
}

/// Thick dark hair, and things behind that are as dark.
TEST(FaceParts, KeepThickHairBeforeThingsAsDark) {
    const std::filesystem::path path = FACET_SOURCE_DIR "/../shared/data/photos/portrait_f049.jpg";
    if (!std::filesystem::exists(path)) {
        GTEST_SKIP() << "needs the portraits in " << path.parent_path();
    }
    const Image photo = media::readPhoto(path).image;
    const FaceParts parts = findParts(photo, Alignment::fromEyes({413, 349}, {601, 349}), bundledParts());
    for (const Point p : {Point{280, 300}, Point{260, 400}, Point{450, 60}, Point{740, 400}}) {
        EXPECT_GT(shareAt(parts.hair, parts.guide, Alignment::fromEyes({413, 349}, {601, 349}).toCrop(p)), 0.7F)
            << p.x << " " << p.y;
    }
    for (const Point p : {Point{170, 150}, Point{170, 580}, Point{860, 400}}) {
        EXPECT_LT(shareAt(parts.hair, parts.guide, Alignment::fromEyes({413, 349}, {601, 349}).toCrop(p)), 0.1F)
            << p.x << " " << p.y;
    }
}

/// The oval of a face that looks into the camera holds wall beside one that is turned.
TEST(FaceParts, KnowThatBesideATurnedFaceIsNoHead) {
    const std::filesystem::path path = FACET_SOURCE_DIR "/../shared/data/photos/portrait_f082.jpg";
    if (!std::filesystem::exists(path)) {
        GTEST_SKIP() << "needs the portraits in " << path.parent_path();
    }
    const auto alignment = Alignment::fromEyes({389, 235}, {510, 253});
    const FaceParts parts = findParts(media::readPhoto(path).image, alignment, bundledParts());
    for (const Point p : {Point{345, 260}, Point{340, 300}}) {
        EXPECT_LT(shareAt(parts.head, parts.guide, alignment.toCrop(p)), 0.1F) << p.x << " " << p.y;
    }
    for (const Point p : {Point{395, 305}, Point{510, 320}, Point{430, 390}}) {
        EXPECT_GT(shareAt(parts.head, parts.guide, alignment.toCrop(p)), 0.9F) << p.x << " " << p.y;
    }
}

/// The mean share of hair in a part of a portrait's crop; none where the portraits are not on this machine.
std::optional<double> hairIn(const char* name, const Alignment& alignment, double bottom) {
    const std::filesystem::path path = std::string(FACET_SOURCE_DIR "/../shared/data/photos/") + name;
    if (!std::filesystem::exists(path)) {
        return {};
    }
    const FaceParts parts = findParts(media::readPhoto(path).image, alignment, bundledParts());
    double hair = 0;
    const int count = static_cast<int>(bottom * FaceParts::Side) * FaceParts::Side;
    for (int i = 0; i < count; ++i) {
        const Point p{(i % FaceParts::Side + 0.5) / FaceParts::Side, (i / FaceParts::Side + 0.5) / FaceParts::Side};
        hair += shareAt(parts.hair, parts.guide, p);
    }
    return hair / count;
}

TEST(FaceParts, TakeNoBareScalpForHair) {
    const auto hair = hairIn("portrait_m061.jpg", Alignment::fromEyes({408, 312}, {584, 323}), 1);
    if (!hair) {
        GTEST_SKIP() << "needs the portraits";
    }
    EXPECT_LT(*hair, 0.04);
}

TEST(FaceParts, TakeNoHeadscarfForHair) {
    const auto hair = hairIn("portrait_m029.jpg", Alignment::fromEyes({436, 316}, {580, 313}), 0.25);
    if (!hair) {
        GTEST_SKIP() << "needs the portraits";
    }
    EXPECT_LT(*hair, 0.04);
}

TEST(FaceParts, AreTheSameEveryTime) {
    const Image photo = portrait(true);
    const Alignment whole = Alignment::wholePicture(512, 512);
    const FaceParts once = findParts(photo, whole, bundledParts());
    const FaceParts again = findParts(photo, whole, bundledParts());
    EXPECT_EQ(once.head, again.head);
    EXPECT_EQ(once.hair, again.hair);
}

TEST(FaceParts, FlatAndGreyPicturesAreNoHarm) {
    for (const int channels : {1, 3, 4}) {
        const Image flat(64, 64, channels);
        const FaceParts parts = findParts(flat, Alignment::fromEyes({20, 30}, {44, 30}), bundledParts());
        EXPECT_TRUE(std::all_of(parts.head.begin(), parts.head.end(), [](float v) { return std::isfinite(v); }));
        EXPECT_TRUE(std::all_of(parts.hair.begin(), parts.hair.end(), [](float v) { return std::isfinite(v); }));
    }
}

/// The composite of a change of all of the crop, shaped for what `reach` may change.
Image shaped(const Image& photo, const Reach& reach, const FaceParts& parts = portraitParts(),
             const Alignment& alignment = Alignment::wholePicture(512, 512)) {
    FaceEdit edit;
    edit.alignment = alignment;
    edit.side = 32;
    edit.difference.assign(std::size_t(3) * 32 * 32, 0.2F);
    shape(edit, parts, {reach});
    return composite(photo, 1, photo.bounds(), {edit});
}

TEST(Shape, HairDoesNotTouchFaceOrBackgroundNorTheFaceTheHair) {
    const Image photo = portrait(true);
    const Image hair = shaped(photo, {nullptr, 1, false, true});
    EXPECT_GT(changeAt(photo, hair, 0.49, 0.15), 45);
    EXPECT_EQ(changeAt(photo, hair, 0.49, 0.6), 0);
    EXPECT_EQ(changeAt(photo, hair, 0.08, 0.3), 0);
    const Image face = shaped(photo, {nullptr, 1, true, false});
    EXPECT_EQ(changeAt(photo, face, 0.49, 0.15), 0);
    EXPECT_GT(changeAt(photo, face, 0.49, 0.6), 38);
    EXPECT_EQ(changeAt(photo, face, 0.08, 0.3), 0);
}

TEST(Shape, SupportsBoundIt) {
    const Image photo = portrait(true);
    std::vector<float> lower(SupportSide * SupportSide, 0.0F);
    std::fill(lower.begin() + SupportSide * SupportSide / 2, lower.end(), 1.0F);
    const Image result = shaped(photo, {&lower, 1, true, true});
    EXPECT_EQ(changeAt(photo, result, 0.49, 0.3), 0);
    EXPECT_GT(changeAt(photo, result, 0.49, 0.7), 38);
}

TEST(Shape, FringesOpenAllAboveTheBrows) {
    const Image photo = portrait(true);
    const std::vector<float> nowhere(SupportSide * SupportSide, 0.0F);
    const Image result = shaped(photo, {.support = &nowhere, .place = Place::Fringe});
    EXPECT_GT(changeAt(photo, result, 0.49, 0.15), 38) << "hair";
    EXPECT_GT(changeAt(photo, result, 0.49, 0.3), 38) << "the forehead";
    EXPECT_EQ(changeAt(photo, result, 0.49, 0.5), 0) << "the eyes";
    EXPECT_EQ(changeAt(photo, result, 0.05, 0.2), 0) << "what is behind";
}

TEST(Shape, PartsOfTheFaceAreWhereTheyAreWhateverTheirSupport) {
    struct Spot {
        const char* name;
        double x, y;
    };
    const Spot spots[] = {{"under an eye", 0.37, 0.532}, {"a cheek", 0.65, 0.63},   {"an eye", 0.37, 0.455},
                          {"the nose", 0.49, 0.6},       {"the mouth", 0.49, 0.74}, {"the forehead", 0.49, 0.28},
                          {"a brow", 0.37, 0.37}};
    const Image photo = portrait(true);
    const std::vector<float> everywhere(SupportSide * SupportSide, 1.0F);
    const std::pair<Place, const char*> places[] = {{Place::UnderEyes, "under an eye"},
                                                    {Place::Eyes, "an eye"},
                                                    {Place::Brows, "a brow"},
                                                    {Place::Cheeks, "a cheek"}};
    for (const auto& [place, opened] : places) {
        const Image result = shaped(photo, {.support = &everywhere, .hair = false, .place = place});
        for (const Spot& spot : spots) {
            const double change = changeAt(photo, result, spot.x, spot.y);
            EXPECT_TRUE(std::string(spot.name) == opened ? change > 38 : change < 10) << spot.name << ' ' << change;
        }
    }
}

/// Neither the skin around them nor the teeth between them.
TEST(Shape, LipstickStaysOnLips) {
    Image photo = portrait(true);
    for (int y = 0; y < 512; ++y) {
        for (int x = 0; x < 512; ++x) {
            const double u = (x + 0.5) / 512 - 0.4935;
            const double v = (y + 0.5) / 512 - 0.74;
            if (std::pow(u / 0.1, 2) + std::pow(v / 0.05, 2) < 1) {
                const bool teeth = std::abs(u) < 0.05 && std::abs(v) < 0.02;
                const cv::Vec3b colour = teeth ? cv::Vec3b(225, 220, 210) : cv::Vec3b(180, 80, 85);
                std::copy_n(colour.val, 3, photo.row<std::uint8_t>(y) + std::ptrdiff_t(3) * x);
            }
        }
    }
    const Image result = shaped(photo, {.hair = false, .place = Place::Lips},
                                findParts(photo, Alignment::wholePicture(512, 512), bundledParts()));
    EXPECT_GT(changeAt(photo, result, 0.4935, 0.775), 35) << "lip";
    EXPECT_LT(changeAt(photo, result, 0.4935, 0.74), 5) << "teeth";
    EXPECT_LE(changeAt(photo, result, 0.35, 0.65), 1) << "cheek";
    EXPECT_LE(changeAt(photo, result, 0.4935, 0.67), 1) << "above the lips";
}

/// What a change of all of the crop comes to in the example's long hair, beside the neck, at a height of the crop.
class LongHair {
 public:
    /// Of a photo that shows `rows` of the example's.
    explicit LongHair(int rows) {
        const Image whole = media::readPhoto(FACET_SOURCE_DIR "/resources/examples/example.jpg").image;
        m_before = Image(whole.width(), rows, 3);
        for (int y = 0; y < rows; ++y) {
            std::copy_n(whole.row<std::uint8_t>(y), std::ptrdiff_t(3) * whole.width(), m_before.row<std::uint8_t>(y));
        }
        const FaceParts parts = findParts(m_before, m_alignment, bundledParts());
        m_after = shaped(m_before, {}, parts, m_alignment);
    }

    double changeAt(double height) const {
        double sum = 0;
        int count = 0;
        for (double x = 0.14; x < 0.19; x += 0.001) {
            for (double y = height - 0.01; y < height + 0.01; y += 0.002) {
                const Point p = m_alignment.toPhoto({x, y});
                const auto at = [&p](const Image& image) {
                    return int{image.row<std::uint8_t>(static_cast<int>(p.y))[3 * static_cast<int>(p.x)]};
                };
                sum += at(m_after) - at(m_before);
                ++count;
            }
        }
        return sum / count;
    }

 private:
    Alignment m_alignment = Alignment::fromEyes({414.7, 343.7}, {599.8, 349.0});
    Image m_before;
    Image m_after;
};

/// Where hair goes on beyond the crop an edit of face and hair ends over some length; where the photo ends, it does not
/// fade.
TEST(Shape, LongHairFadesTowardsTheCropsBorder) {
    const LongHair goesOn(1024);
    const LongHair ends(715);
    EXPECT_GT(goesOn.changeAt(0.55), 45);
    EXPECT_LT(goesOn.changeAt(0.8), 36);
    EXPECT_GT(ends.changeAt(0.8), 45);
    for (double y = 0.55; y < 0.9; y += 0.01) {
        EXPECT_LE(std::abs(goesOn.changeAt(y + 0.01) - goesOn.changeAt(y)), 4) << y;
    }
}

/// An attribute that is hardly asked for beside a strong one must not open its whole mask at once.
TEST(Shape, MasksOpenWithTheAmount) {
    const Image photo = portrait(true);
    const auto edited = [&](double share) { return changeAt(photo, shaped(photo, {nullptr, share}), 0.49, 0.6); };
    EXPECT_EQ(edited(0), 0);
    EXPECT_GT(edited(0.05), 5);
    EXPECT_LT(edited(0.05), 15);
    EXPECT_EQ(edited(0.3), edited(1));
}

}  // namespace
}  // namespace facet::face
