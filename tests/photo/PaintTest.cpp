// SPDX-License-Identifier: GPL-3.0-or-later
#include "Portraits.h"
#include "engine/face/FaceRegions.h"
#include "engine/face/Paint.h"
#include "engine/face/Planes.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

namespace facet::face {
namespace {

using test::DarkSkin;
using test::FairSkin;

constexpr int CropSide = 64;

const cv::Vec3f FairLips(0.75F, 0.50F, 0.46F);
const cv::Vec3f DarkLips(0.38F, 0.27F, 0.24F);

cv::Mat lipsOfAll() {
    return matOf(mapOfCrop(CropSide, [](Point p, int) { return mouthOval(p) < 0.5 ? 1 : 0; }), CropSide).clone();
}

/// Skin with lips of a colour.
cv::Mat faceWith(const cv::Vec3f& skin, const cv::Vec3f& lips) {
    cv::Mat result(CropSide, CropSide, CV_32FC3, cv::Scalar(skin[0], skin[1], skin[2]));
    result.setTo(cv::Scalar(lips[0], lips[1], lips[2]), lipsOfAll() > 0);
    return result;
}

/// What lips become that the model turns into `wanted`.
cv::Vec3f painted(const cv::Vec3f& skin, const cv::Vec3f& lips, const cv::Vec3f& wanted, float paint) {
    const cv::Scalar gain =
        lipstickGain(faceWith(skin, lips), faceWith(skin, lips), faceWith(skin, wanted), lipsOfAll(), paint);
    return {lips[0] * float(gain[0]), lips[1] * float(gain[1]), lips[2] * float(gain[2])};
}

/// A logarithm of red, or blue, over green.
float redness(const cv::Vec3f& colour) {
    return std::log(colour[0] / colour[1]);
}
float blueness(const cv::Vec3f& colour) {
    return std::log(colour[2] / colour[1]);
}
float lightness(const cv::Vec3f& colour) {
    return 0.299F * colour[0] + 0.587F * colour[1] + 0.114F * colour[2];
}

TEST(Lipstick, IsSeenOnAnySkin) {
    for (const auto& [skin, lips] : {std::pair(FairSkin, FairLips), std::pair(DarkSkin, DarkLips)}) {
        const auto result = painted(skin, lips, lips, 1);
        EXPECT_GT(redness(result), redness(skin) + 0.29F);
        EXPECT_LE(lightness(result), lightness(lips) * 1.001F);
        EXPECT_GT(redness(painted(skin, lips, lips, 2)), redness(result) + 0.1F) << "the more the redder";
    }
}

TEST(Lipstick, IsOfTheColourThatTheModelHas) {
    const cv::Vec3f berry(0.55F, 0.26F, 0.25F);
    const auto result = painted(FairSkin, FairLips, berry, 1);
    EXPECT_LT(cv::norm(result - berry), 0.01);
}

TEST(Lipstick, IsNoPaintThatNobodyWears) {
    const cv::Vec3f magenta(0.95F, 0.15F, 0.95F);
    const auto result = painted(FairSkin, FairLips, magenta, 1);
    EXPECT_LT(blueness(result), blueness(FairSkin) + 0.21F);
    EXPECT_LT(redness(result), redness(FairSkin) + 0.61F);
    const cv::Vec3f white(0.95F, 0.93F, 0.9F);
    EXPECT_LE(lightness(painted(FairSkin, FairLips, white, 1)), lightness(FairLips) * 1.001F)
        << "teeth are no lipstick";
}

TEST(Lipstick, TakenOffLeavesBareLips) {
    const cv::Vec3f red(0.7F, 0.25F, 0.3F);
    const auto result = painted(FairSkin, red, FairSkin, -1);
    EXPECT_LT(redness(result), redness(red) - 0.3F);
    EXPECT_NEAR(redness(result), redness(FairSkin) + 0.13F, 0.01) << "bare lips are somewhat redder than skin";
    EXPECT_LE(redness(painted(FairSkin, FairLips, red, -1)), redness(FairLips) + 1e-3F);
}

/// Whatever the lips are: a slider that leaves 0 must not jump.
TEST(Lipstick, ComesFromNothing) {
    const cv::Vec3f blue(0.3F, 0.3F, 0.6F);
    for (const auto& lips : {FairLips, DarkLips, blue}) {
        for (const float paint : {0.001F, -0.001F}) {
            const auto result = painted(FairSkin, lips, lips, paint);
            EXPECT_LT(cv::norm(result - lips), 0.002) << lips << paint;
        }
    }
}

/// A mix with somebody who wears lipstick, say, and lipstick on top.
TEST(Lipstick, IsBoundedOnLipsThatOthersHaveReddened) {
    const cv::Vec3f red(0.7F, 0.28F, 0.3F);
    const cv::Scalar gain =
        lipstickGain(faceWith(FairSkin, red), faceWith(FairSkin, FairLips), faceWith(FairSkin, red), lipsOfAll(), 1);
    const cv::Vec3f result(red[0] * float(gain[0]), red[1] * float(gain[1]), red[2] * float(gain[2]));
    EXPECT_LE(redness(result), std::max(redness(red), redness(FairSkin) + 0.6F) + 1e-3F);
}

TEST(Lipstick, NeedsLips) {
    const cv::Mat none(CropSide, CropSide, CV_32F, cv::Scalar(0));
    const cv::Mat face = faceWith(FairSkin, FairLips);
    EXPECT_EQ(lipstickGain(face, face, face, none, 1), cv::Scalar::all(1));
}

cv::Vec3f blushOf(const cv::Vec3f& from, const cv::Vec3f& to, float paint) {
    const auto picture = [](const cv::Vec3f& c) { return cv::Mat(1, 1, CV_32FC3, cv::Scalar(c[0], c[1], c[2])); };
    return withinBlush(picture(from), picture(to), paint).at<cv::Vec3f>(0, 0);
}

TEST(Blush, IsRedderAndNotLighter) {
    const cv::Vec3f orange(0.7F, 0.35F, 0.15F);
    const auto result = blushOf(DarkSkin, orange, 1);
    EXPECT_NEAR(redness(result), redness(DarkSkin) + 0.12F, 1e-3);
    EXPECT_GE(blueness(result), blueness(DarkSkin) - 1e-3F) << "not orange";
    EXPECT_NEAR(lightness(result), lightness(DarkSkin), 1e-3);
}

TEST(Blush, WithinItsBoundsIsTheModels) {
    const cv::Vec3f rosy(0.80F, 0.58F, 0.50F);
    EXPECT_LT(cv::norm(blushOf(FairSkin, rosy, 1) - rosy), 1e-3);
    EXPECT_LT(cv::norm(blushOf(FairSkin, FairSkin, 0) - FairSkin), 1e-3);
}

TEST(Blush, TakenOffMakesCheeksPalerAlone) {
    const cv::Vec3f green(0.7F, 0.75F, 0.5F);
    const auto result = blushOf(FairSkin, green, -1);
    EXPECT_NEAR(redness(result), redness(FairSkin) - 0.06F, 1e-3);
    EXPECT_LE(lightness(result), lightness(FairSkin) + 1e-3F);
}

/// What skin with lips becomes in the middle of a cheek, or of the lips, where the model has `wanted`.
cv::Vec3f mouthOf(const cv::Vec3f& own, const cv::Vec3f& wanted) {
    cv::Mat from = faceWith(FairSkin, FairLips);
    cv::Mat to = from.clone();
    from.at<cv::Vec3f>(0, 0) = own;
    to.at<cv::Vec3f>(0, 0) = wanted;
    return withinLips(from, to).at<cv::Vec3f>(0, 0);
}

TEST(MouthsHues, AreNoRedderThanLips) {
    const cv::Vec3f magenta(0.82F, 0.13F, 0.35F);
    const cv::Vec3f shadow(0.27F, 0.09F, 0.03F);
    for (const auto& own : {FairSkin, FairLips, shadow}) {
        const auto result = mouthOf(own, magenta);
        EXPECT_NEAR(redness(result), redness(FairLips) + 0.15F, 1e-3) << own;
        EXPECT_LT(blueness(result), blueness(FairLips) + 0.11F) << own;
        EXPECT_NEAR(lightness(result), lightness(magenta), 1e-3) << own;
    }
}

TEST(MouthsHues, AreTheModelsWithinThem) {
    const cv::Vec3f teeth(0.85F, 0.8F, 0.75F);
    EXPECT_EQ(mouthOf(FairLips, teeth), teeth);
    const cv::Vec3f painted(0.7F, 0.2F, 0.3F);
    EXPECT_EQ(mouthOf(painted, painted), painted) << "what does not change";
}

const Point Cheek{0.35, 0.62};
const Point Eye{0.37, 0.46};
const Point Brow{0.37, 0.37};
const Point Lips{0.4935, 0.742};

/// What a colour becomes in a place of the crop, where the model makes it up as `wanted`.
cv::Vec3f madeUp(Point place, const cv::Vec3f& own, const cv::Vec3f& wanted, float paint) {
    const cv::Point at(static_cast<int>(place.x * CropSide), static_cast<int>(place.y * CropSide));
    cv::Mat from(CropSide, CropSide, CV_32FC3, cv::Scalar(own[0], own[1], own[2]));
    cv::Mat to = from.clone();
    to.at<cv::Vec3f>(at) = wanted;
    return withinMakeup(from, to, paint).at<cv::Vec3f>(at);
}

const cv::Vec3f White(1, 1, 1);
const cv::Vec3f Black(0.02F, 0.02F, 0.02F);

TEST(Makeup, IsThinOnSkin) {
    for (const auto& skin : {FairSkin, DarkSkin}) {
        EXPECT_NEAR(lightness(madeUp(Cheek, skin, White, 1)) / lightness(skin), 1.4, 0.02);
        EXPECT_NEAR(lightness(madeUp(Cheek, skin, Black, 1)) / lightness(skin), 0.7, 0.02);
        EXPECT_GT(redness(madeUp(Cheek, skin, White, 1)), redness(skin) - 0.17F) << "skin is not grey";
        EXPECT_GT(lightness(madeUp(Cheek, skin, White, 2)), lightness(madeUp(Cheek, skin, White, 1)));
    }
}

TEST(Makeup, DarkensEyesMoreThanBrowsAndTurnsNeitherBlue) {
    EXPECT_LT(lightness(madeUp(Eye, FairSkin, Black, 1)), 0.4F * lightness(FairSkin));
    EXPECT_GT(lightness(madeUp(Brow, FairSkin, Black, 1)), 0.45F * lightness(FairSkin));
    const cv::Vec3f blue(0.2F, 0.3F, 0.9F);
    for (const Point place : {Eye, Brow, Cheek}) {
        EXPECT_NEAR(blueness(madeUp(place, FairSkin, blue, 1)), blueness(FairSkin) + 0.16F, 1e-3F);
    }
}

TEST(Makeup, MakesLipsRedAndNoTeeth) {
    const cv::Vec3f red(0.75F, 0.2F, 0.25F);
    EXPECT_GT(redness(madeUp(Lips, FairLips, red, 1)), redness(FairLips) + 0.3F);
    EXPECT_LT(lightness(madeUp(Lips, FairLips, White, 1)), 1.15F * lightness(FairLips));
}

TEST(Makeup, TakenOffIsTheOtherWayRound) {
    EXPECT_GT(lightness(madeUp(Eye, DarkSkin, White, -1)), 1.5F * lightness(DarkSkin));
    EXPECT_NEAR(lightness(madeUp(Cheek, FairSkin, Black, -1)) / lightness(FairSkin), 0.87, 0.02);
    const cv::Vec3f red(0.7F, 0.25F, 0.3F);
    EXPECT_LT(redness(madeUp(Lips, red, FairSkin, -1)), redness(red) - 0.2F);
    EXPECT_LT(redness(madeUp(Lips, FairLips, red, -1)), redness(FairLips) + 0.08F);
}

TEST(Makeup, WithinItsBoundsIsTheModels) {
    EXPECT_LT(cv::norm(madeUp(Cheek, FairSkin, 1.05F * FairSkin, 1) - 1.05F * FairSkin), 1e-3);
    EXPECT_LT(cv::norm(madeUp(Eye, FairSkin, FairSkin, 1) - FairSkin), 1e-3);
}

}  // namespace
}  // namespace facet::face
