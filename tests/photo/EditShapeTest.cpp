// SPDX-License-Identifier: GPL-3.0-or-later
#include "Pictures.h"
#include "Portraits.h"
#include "engine/face/Compositor.h"
#include "engine/face/EditShape.h"
#include "engine/media/PhotoFile.h"

#include <gtest/gtest.h>
#include <opencv2/core.hpp>
#include <opencv2/imgproc.hpp>

#include <cmath>
#include <filesystem>

namespace facet::face {
namespace {

using test::archPrior;
using test::changeAt;
using test::portrait;

float shareAt(const std::vector<float>& maps, const Image& photo, double x, double y) {
    const int column = static_cast<int>(x * FaceParts::Side);
    const int row = static_cast<int>(y * FaceParts::Side);
    const float* map = &maps[std::size_t(4) * (row * FaceParts::Side + column)];
    const auto* pixel = photo.row<std::uint8_t>(static_cast<int>(y * 512)) + 3 * static_cast<int>(x * 512);
    float share = map[3];
    for (int c = 0; c < 3; ++c) {
        share += map[c] * static_cast<float>(pixel[c]) / 255;
    }
    return std::clamp(share, 0.0F, 1.0F);
}

/// On the crop itself.
float shareAt(const std::vector<float>& maps, const std::vector<float>& guide, Point p) {
    const auto i = std::size_t(p.y * FaceParts::Side) * FaceParts::Side + std::size_t(p.x * FaceParts::Side);
    return std::clamp(std::inner_product(&guide[3 * i], &guide[3 * i] + 3, &maps[4 * i], maps[4 * i + 3]), 0.0F, 1.0F);
}

TEST(FaceParts, TellFaceHairAndBackgroundApart) {
    const Image photo = portrait(true);
    const FaceParts parts = findParts(photo, Alignment::wholePicture(512, 512), archPrior());
    EXPECT_GT(shareAt(parts.head, photo, 0.49, 0.6), 0.95F);
    EXPECT_LT(shareAt(parts.hair, photo, 0.49, 0.6), 0.05F);
    EXPECT_GT(shareAt(parts.head, photo, 0.49, 0.15), 0.9F);
    EXPECT_GT(shareAt(parts.hair, photo, 0.49, 0.15), 0.9F);
    EXPECT_LT(shareAt(parts.head, photo, 0.05, 0.3), 0.05F);
    EXPECT_LT(shareAt(parts.hair, photo, 0.95, 0.3), 0.05F);
}

/// Thick dark hair, and things behind that are as dark.
TEST(FaceParts, KeepThickHairBeforeThingsAsDark) {
    const std::filesystem::path path = FACET_SOURCE_DIR "/../shared/data/photos/portrait_f049.jpg";
    if (!std::filesystem::exists(path)) {
        GTEST_SKIP() << "needs the portraits in " << path.parent_path();
    }
    const Image photo = media::readPhoto(path).image;
    const FaceParts parts = findParts(photo, Alignment::fromEyes({413, 349}, {601, 349}), archPrior());
    for (const Point p : {Point{280, 300}, Point{260, 400}, Point{450, 60}, Point{740, 400}}) {
        EXPECT_GT(shareAt(parts.hair, parts.guide, Alignment::fromEyes({413, 349}, {601, 349}).toCrop(p)), 0.7F)
            << p.x << " " << p.y;
    }
    for (const Point p : {Point{170, 150}, Point{170, 580}, Point{860, 400}}) {
        EXPECT_LT(shareAt(parts.hair, parts.guide, Alignment::fromEyes({413, 349}, {601, 349}).toCrop(p)), 0.1F)
            << p.x << " " << p.y;
    }
}

TEST(FaceParts, TakeNoBareScalpForHair) {
    const std::filesystem::path path = FACET_SOURCE_DIR "/../shared/data/photos/portrait_m061.jpg";
    if (!std::filesystem::exists(path)) {
        GTEST_SKIP() << "needs the portraits in " << path.parent_path();
    }
    const FaceParts parts =
        findParts(media::readPhoto(path).image, Alignment::fromEyes({408, 312}, {584, 323}), archPrior());
    double hair = 0;
    for (int i = 0; i < FaceParts::Side * FaceParts::Side; ++i) {
        const Point p{(i % FaceParts::Side + 0.5) / FaceParts::Side, (i / FaceParts::Side + 0.5) / FaceParts::Side};
        hair += shareAt(parts.hair, parts.guide, p);
    }
    EXPECT_LT(hair / (FaceParts::Side * FaceParts::Side), 0.04);
}

TEST(FaceParts, AreTheSameEveryTime) {
    const Image photo = portrait(true);
    const Alignment whole = Alignment::wholePicture(512, 512);
    const FaceParts once = findParts(photo, whole, archPrior());
    const FaceParts again = findParts(photo, whole, archPrior());
    EXPECT_EQ(once.head, again.head);
    EXPECT_EQ(once.hair, again.hair);
}

TEST(FaceParts, FlatAndGreyPicturesAreNoHarm) {
    for (const int channels : {1, 3, 4}) {
        const Image flat(64, 64, channels);
        const FaceParts parts = findParts(flat, Alignment::fromEyes({20, 30}, {44, 30}), archPrior());
        EXPECT_TRUE(std::all_of(parts.head.begin(), parts.head.end(), [](float v) { return std::isfinite(v); }));
        EXPECT_TRUE(std::all_of(parts.hair.begin(), parts.hair.end(), [](float v) { return std::isfinite(v); }));
    }
}

/// The composite of a change of all of the crop, shaped for what `reach` may change.
Image shaped(const Image& photo, const Reach& reach) {
    FaceEdit edit;
    edit.alignment = Alignment::wholePicture(512, 512);
    edit.side = 32;
    edit.difference.assign(std::size_t(3) * 32 * 32, 0.2F);
    shape(edit, findParts(photo, edit.alignment, archPrior()), {reach});
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
    const Image result = shaped(photo, {.support = &nowhere, .fringe = true});
    EXPECT_GT(changeAt(photo, result, 0.49, 0.15), 38) << "hair";
    EXPECT_GT(changeAt(photo, result, 0.49, 0.3), 38) << "the forehead";
    EXPECT_EQ(changeAt(photo, result, 0.49, 0.5), 0) << "the eyes";
    EXPECT_EQ(changeAt(photo, result, 0.05, 0.2), 0) << "what is behind";
}

/// Hair down to the lower border of the crop, beside a neck.
Image longHair(bool goesOn) {
    Image photo = portrait(true);
    for (int y = 256; y < 512; ++y) {
        for (int x = 100; x < 405; ++x) {
            const double u = (x + 0.5) / 512 - 0.4935;
            const bool face = std::pow(u / 0.22, 2) + std::pow(((y + 0.5) / 512 - 0.56) / 0.33, 2) < 1;
            if (!face && std::abs(u) > 0.1) {
                const int grain = (x * 7 + y * 13) % 9;
                auto* pixel = photo.row<std::uint8_t>(y) + std::ptrdiff_t(3) * x;
                pixel[0] = static_cast<std::uint8_t>(60 + grain);
                pixel[1] = static_cast<std::uint8_t>(40 + grain);
                pixel[2] = static_cast<std::uint8_t>(30 + grain);
            }
        }
    }
    if (!goesOn) {
        return photo;
    }
    Image longer(512, 700, 3);
    for (int y = 0; y < 700; ++y) {
        std::copy_n(photo.row<std::uint8_t>(std::min(y, 511)), 3 * 512, longer.row<std::uint8_t>(y));
    }
    return longer;
}

/// Where hair goes on beyond the crop its edit ends over some length; where the photo ends, it does not fade.
TEST(Shape, LongHairFadesTowardsTheCropsBorder) {
    for (const bool goesOn : {false, true}) {
        const Image photo = longHair(goesOn);
        const Image result = shaped(photo, {nullptr, 1, false, true});
        const auto change = [&](double y) { return changeAt(photo, result, 0.23, y); };
        EXPECT_GT(change(0.55), 45);
        EXPECT_NEAR(change(0.8), goesOn ? 25 : 50, 14);
        for (double y = 0.6; goesOn && y < 1; y += 0.01) {
            EXPECT_LE(std::abs(change(y + 0.01) - change(y)), 6) << y;
        }
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
