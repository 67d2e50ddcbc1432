// SPDX-License-Identifier: GPL-3.0-or-later
#include "Pictures.h"
#include "engine/face/Compositor.h"
#include "engine/face/EditShape.h"
#include "engine/face/Planes.h"
#include "engine/face/SmoothFilter.h"
#include "engine/media/PhotoFile.h"

#include <gtest/gtest.h>
#include <opencv2/core.hpp>
#include <opencv2/imgproc.hpp>

#include <cmath>
#include <filesystem>

namespace facet::face {
namespace {

constexpr int Side = 64;

/// A face of one colour, hair of another around it, on a third: all as an aligned crop.
Image portrait(bool withHair) {
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

HairPrior archPrior() {
    HairPrior prior{64, std::vector<float>(64 * 64)};
    for (int i = 0; i < 64 * 64; ++i) {
        const double u = (i % 64 + 0.5) / 64 - 0.4935;
        const double v = (i / 64 + 0.5) / 64;
        const double ring = std::sqrt(std::pow(u / 0.3, 2) + std::pow((v - 0.5) / 0.4, 2));
        prior.values[i] = static_cast<float>(std::exp(-std::pow((ring - 0.95) / 0.3, 2)) * (v < 0.6 ? 1 : 0.5));
    }
    return prior;
}

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

int changeAt(const Image& before, const Image& after, double x, double y) {
    const auto at = [&](const Image& image) {
        return int{image.row<std::uint8_t>(static_cast<int>(y * 512))[3 * static_cast<int>(x * 512)]};
    };
    return at(after) - at(before);
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

/// Of a picture that is a face's crop as a whole.
FaceEdit splitEdit(const FaceParts& parts, const std::vector<float>& before, const std::vector<float>& after,
                   const std::vector<Reach>& reaches) {
    FaceEdit edit;
    edit.alignment = Alignment::wholePicture(512, 512);
    edit.side = Side;
    shape(edit, parts, reaches);
    split(edit, before, after, reaches, &parts);
    return edit;
}

/// Hair of another colour is so all over, up to its edge, where the model has left a patch or mixed in what is behind.
TEST(Split, HairTakesItsColourEvenly) {
    const Image photo = portrait(true);
    const FaceParts parts = findParts(photo, Alignment::wholePicture(512, 512), archPrior());
    const Reach reach{nullptr, 1, false, true};
    std::vector<float> before(std::size_t(3) * Side * Side, 0.2F);
    std::vector<float> after(before.size(), 0.2F);
    for (int i = 0; i < Side * Side; ++i) {
        const double u = (i % Side + 0.5) / Side - 0.4935;
        const double v = (i / Side + 0.5) / Side;
        const bool inside = std::pow(u / 0.3, 2) + std::pow((v - 0.5) / 0.39, 2) < 1;
        const bool patch = std::abs(u) < 0.03;
        for (int c = 0; c < 3; ++c) {
            after[std::size_t(c) * Side * Side + i] += inside && !patch ? 0.4F : 0;
        }
    }
    const FaceEdit edit = splitEdit(parts, before, after, {reach});
    const Image result = composite(photo, 1, photo.bounds(), {edit});
    EXPECT_GT(changeAt(photo, result, 0.35, 0.18), 85);
    EXPECT_GT(changeAt(photo, result, 0.49, 0.15), 12);  // the patch
    EXPECT_GT(changeAt(photo, result, 0.178, 0.5), 25);  // the edge
    EXPECT_EQ(changeAt(photo, result, 0.49, 0.6), 0);    // the face
    EXPECT_EQ(changeAt(photo, result, 0.08, 0.3), 0);    // behind
}

/// Hair that the model has in yellow is fair in the photo; what is dyed and not changed stays dyed.
TEST(Split, HairTakesNoHueThatHairHasNot) {
    const Image photo = portrait(true);
    const FaceParts parts = findParts(photo, Alignment::wholePicture(512, 512), archPrior());
    const Reach reach{nullptr, 1, false, true};
    const auto changeFrom = [&](const cv::Vec3f& from, const cv::Vec3f& to) {
        std::vector<float> before;
        std::vector<float> after;
        for (int c = 0; c < 3; ++c) {
            before.insert(before.end(), std::size_t(Side) * Side, from[c]);
            after.insert(after.end(), std::size_t(Side) * Side, to[c]);
        }
        const FaceEdit edit = splitEdit(parts, before, after, {reach});
        const std::size_t onHair = std::size_t(Side) * 9 + Side / 2;
        const std::size_t plane = std::size_t(Side) * Side;
        return cv::Vec3f(edit.difference[onHair], edit.difference[plane + onHair], edit.difference[2 * plane + onHair]);
    };
    const cv::Vec3f black(0.1F, 0.08F, 0.07F);
    const cv::Vec3f fair = black + changeFrom(black, {0.85F, 0.80F, 0.10F});
    EXPECT_GT(fair[0], fair[1]);
    EXPECT_GT(fair[1], fair[2]);
    EXPECT_GT(fair[2], 0.3F);
    const cv::Vec3f dyed(0.2F, 0.2F, 0.6F);
    EXPECT_LT(cv::norm(changeFrom(dyed, dyed), cv::NORM_INF), 1e-5);
}

/// Where the model leaves hair fair, it becomes black all the same, and the face stays.
TEST(Split, HairBecomesBlack) {
    const Image photo = portrait(true);
    const FaceParts parts = findParts(photo, Alignment::wholePicture(512, 512), archPrior());
    const std::vector<float> before(std::size_t(3) * Side * Side, 0.7F);
    const std::vector<float> after(before.size(), 0.6F);
    const FaceEdit edit = splitEdit(parts, before, after, {{.face = false, .hues = Hues::OfPhoto, .blackens = 1}});
    const std::size_t onHair = std::size_t(Side) * 9 + Side / 2;
    const std::size_t onFace = std::size_t(Side) * 40 + Side / 2;
    EXPECT_LT(edit.base[onHair] + edit.difference[onHair], 0.1F);
    EXPECT_NEAR(edit.difference[onFace], 0, 0.01F);
}

/// What makes hair fair makes the model's skin fair, too; a smile beside it must not show that.
TEST(Split, SkinKeepsItsToneBesideHairsColour) {
    const Image photo = portrait(true);
    const FaceParts parts = findParts(photo, Alignment::wholePicture(512, 512), archPrior());
    const std::vector<float> before(std::size_t(3) * Side * Side, 0.4F);
    const std::vector<float> after(before.size(), 0.6F);
    const Reach smile{.hair = false, .tints = false};
    const Reach fair{.face = false};
    const FaceEdit edit = splitEdit(parts, before, after, {smile, fair});
    const Image result = composite(photo, 1, photo.bounds(), {edit});
    EXPECT_NEAR(changeAt(photo, result, 0.4, 0.6), 0, 3) << "a cheek";
    EXPECT_GT(changeAt(photo, result, 0.49, 0.15), 25) << "the hair";
}

/// What changes hair as a whole is no fringe. (A hat may.)
TEST(Split, HairKeepsItsToneUnderAFringe) {
    const Image photo = portrait(true);
    const FaceParts parts = findParts(photo, Alignment::wholePicture(512, 512), archPrior());
    std::vector<float> before(std::size_t(3) * Side * Side, 0.2F);
    std::vector<float> after(before.size(), 0.2F);
    for (int i = 0; i < Side * Side; ++i) {
        const double u = (i % Side + 0.5) / Side - 0.4935;
        const double v = (i / Side + 0.5) / Side;
        const bool face = std::pow(u / 0.22, 2) + std::pow((v - 0.56) / 0.33, 2) < 1;
        after[i] += !face ? 0.1F : v < 0.36 ? 0.2F : 0;
    }
    const Reach fringe{.tints = false, .fringe = true};
    const Reach hat{.tints = false, .adds = true};
    const auto changedBy = [&](const std::vector<Reach>& reaches) {
        const FaceEdit edit = splitEdit(parts, before, after, reaches);
        return composite(photo, 1, photo.bounds(), {edit});
    };
    EXPECT_NEAR(changeAt(photo, changedBy({fringe}), 0.49, 0.15), 0, 3) << "the hair";
    EXPECT_GT(changeAt(photo, changedBy({fringe}), 0.49, 0.3), 40) << "the fringe";
    EXPECT_GT(changeAt(photo, changedBy({fringe, hat}), 0.49, 0.15), 20);
}

/// Half hair, half skin is the forehead's line: the skin there must not take what hair takes.
TEST(Split, SkinAmongHairIsNotEvened) {
    FaceParts parts;
    const std::size_t count = std::size_t(FaceParts::Side) * FaceParts::Side;
    parts.guide.resize(3 * count);
    parts.fade.assign(count, 1);
    std::vector<float> before(std::size_t(3) * Side * Side, 0.8F);
    std::vector<float> after = before;
    const auto hairAt = [](double x) { return x < 0.4 ? 1.0F : x < 0.6 ? 0.5F : 0.0F; };
    for (std::size_t i = 0; i < count; ++i) {
        const double x = (double(i % FaceParts::Side) + 0.5) / FaceParts::Side;
        parts.head.insert(parts.head.end(), {0, 0, 0, 1});
        parts.hair.insert(parts.hair.end(), {0, 0, 0, hairAt(x)});
    }
    for (std::size_t i = 0; i < before.size(); ++i) {
        if (hairAt((double(i % Side) + 0.5) / Side) == 1) {
            before[i] = 0.2F;
            after[i] = 0.6F;
        }
    }
    FaceEdit edit;
    edit.side = Side;
    const Reach reach{nullptr, 1, false, true};
    shape(edit, parts, {reach});
    split(edit, before, after, {reach}, &parts);
    const std::size_t row = std::size_t(Side / 2) * Side;
    EXPECT_GT(edit.difference[row + Side / 5], 0.35F);
    EXPECT_LT(edit.difference[row + Side / 2], 0.05F);
    EXPECT_NEAR(edit.base[row + Side / 2], 0.8F, 0.05F);
}

/// What a larger picture adds, and what the crop says of it, are the larger picture's change where something new comes.
TEST(Finer, MakesTheLargerPicturesChangeOfTheCrops) {
    constexpr int Fine = 4 * Side;
    const std::size_t plane = std::size_t(Fine) * Fine;
    const std::vector<float> before(3 * plane, 0.7F);
    std::vector<float> after(3 * plane);
    for (std::size_t i = 0; i < after.size(); ++i) {
        after[i] = 0.3F + 0.1F * std::sin(static_cast<float>(i % 7919));
    }
    const Reach adding{.tints = true, .adds = true};
    FaceEdit edit;
    edit.side = Side;
    const auto meansOf = [](const std::vector<float>& planes) {
        cv::Mat means;
        cv::resize(pictureOf(planes, Fine), means, {Side, Side}, 0, 0, cv::INTER_AREA);
        return planesOf(means);
    };
    split(edit, meansOf(before), meansOf(after), {adding}, nullptr);
    cv::Mat all(Side, Side, CV_32FC4);
    cv::merge(std::vector<cv::Mat>{pictureOf(edit.difference, Side), matOf(edit.base, Side)}, all);
    const auto coarse = planesOf(resampled(all, Fine, {}));
    const auto fine = finer(edit, Fine, before, after, {adding});
    ASSERT_EQ(fine.size(), 4 * plane);
    for (std::size_t i = 0; i < 3 * plane; ++i) {
        ASSERT_NEAR(coarse[i] + fine[i], after[i] - before[i], 1e-5) << i;
    }
    EXPECT_EQ(cv::norm(finer(edit, Fine, before, after, {Reach{}}), cv::NORM_INF), 0);
}

/// Another light on what is there leaves its details to the photo.
TEST(Finer, SmallChangesAddNothing) {
    constexpr int Fine = 4 * Side;
    std::vector<float> before(std::size_t(3) * Fine * Fine, 0.5F);
    std::vector<float> after = before;
    for (std::size_t i = 0; i < after.size(); i += 2) {
        after[i] += 0.1F;
    }
    FaceEdit edit;
    edit.side = Side;
    edit.difference.assign(std::size_t(3) * Side * Side, 0.05F);
    EXPECT_EQ(cv::norm(finer(edit, Fine, before, after, {Reach{.adds = true}}), cv::NORM_INF), 0);
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
