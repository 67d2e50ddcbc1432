// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/face/PlausibleHues.h"

#include <gtest/gtest.h>
#include <opencv2/imgproc.hpp>

namespace facet::face {
namespace {

cv::Vec3f ofHair(const cv::Vec3f& colour) {
    return inHuesOfHair(cv::Mat(1, 1, CV_32FC3, cv::Scalar(colour[0], colour[1], colour[2]))).at<cv::Vec3f>(0, 0);
}

cv::Vec3f ofMouth(const cv::Vec3f& from, const cv::Vec3f& to) {
    const auto picture = [](const cv::Vec3f& c) { return cv::Mat(1, 1, CV_32FC3, cv::Scalar(c[0], c[1], c[2])); };
    return inHuesOfMouth(picture(from), picture(to)).at<cv::Vec3f>(0, 0);
}

float luma(const cv::Vec3f& colour) {
    return 0.299F * colour[0] + 0.587F * colour[1] + 0.114F * colour[2];
}

TEST(HuesOfHair, AreLeftAsTheyAre) {
    const cv::Vec3f black(0.08F, 0.06F, 0.05F);
    const cv::Vec3f brown(0.40F, 0.27F, 0.18F);
    const cv::Vec3f fair(0.82F, 0.70F, 0.52F);
    const cv::Vec3f grey(0.60F, 0.60F, 0.60F);
    for (const auto& colour : {black, brown, fair, grey}) {
        EXPECT_LT(cv::norm(ofHair(colour) - colour, cv::NORM_INF), 1e-3) << colour;
    }
}

TEST(HuesOfHair, ComeInPlaceOfOthersThatAreAsLight) {
    const cv::Vec3f yellow(0.85F, 0.80F, 0.10F);
    const cv::Vec3f green(0.30F, 0.50F, 0.15F);
    const cv::Vec3f pink(0.90F, 0.55F, 0.60F);
    const cv::Vec3f blue(0.20F, 0.25F, 0.55F);
    for (const auto& colour : {yellow, green, pink, blue}) {
        const auto hair = ofHair(colour);
        EXPECT_NEAR(luma(hair), luma(colour), 2e-3) << colour;
        EXPECT_GE(hair[0], hair[1] - 1e-3F) << colour;
        EXPECT_GE(hair[1], hair[2] - 1e-3F) << colour;
        EXPECT_LT(hair[0] - hair[2], 0.5F) << colour;
    }
}

/// Where decoded pictures leave the range the lightness is kept all the same.
TEST(HuesOfHair, KeepWhatIsOutOfRange) {
    EXPECT_NEAR(luma(ofHair({1.3F, 1.2F, 1.1F})), luma({1.3F, 1.2F, 1.1F}), 2e-3);
    EXPECT_NEAR(luma(ofHair({-0.2F, -0.1F, -0.2F})), luma({-0.2F, -0.1F, -0.2F}), 2e-3);
}

TEST(HuesOfMouth, AreThePhotosWhereItIsDarker) {
    const cv::Vec3f lips(0.7F, 0.4F, 0.4F);
    const auto open = ofMouth(lips, {0.1F, 0.15F, 0.3F});
    EXPECT_GT(open[0], open[1]);
    EXPECT_NEAR(open[1], open[2], 1e-5);
    EXPECT_NEAR(luma(open), luma({0.1F, 0.15F, 0.3F}), 0.02);
}

TEST(HuesOfMouth, AreTheModelsWhereItIsLighterButNeitherBlueNorGreen) {
    const cv::Vec3f lips(0.5F, 0.25F, 0.25F);
    const cv::Vec3f teeth(0.85F, 0.8F, 0.75F);
    EXPECT_LT(cv::norm(ofMouth(lips, teeth) - teeth, cv::NORM_INF), 1e-5);
    for (const auto& cold : {cv::Vec3f(0.6F, 0.7F, 0.9F), cv::Vec3f(0.6F, 0.8F, 0.8F), cv::Vec3f(0.5F, 0.9F, 0.6F)}) {
        const auto grey = ofMouth(lips, cold);
        EXPECT_GT(grey[0], std::max(grey[1], grey[2]) - 1e-3) << cold;
        EXPECT_NEAR(luma(grey), luma(cold), 2e-3) << cold;
    }
}

TEST(HuesOfMouth, StayBlueInBlueLight) {
    const cv::Vec3f skin(0.2F, 0.3F, 0.5F);
    const cv::Vec3f lighter(0.4F, 0.5F, 0.7F);
    EXPECT_LT(cv::norm(ofMouth(skin, lighter) - lighter, cv::NORM_INF), 1e-5);
}

cv::Vec3f inFold(const cv::Vec3f& from, const cv::Vec3f& to) {
    const auto picture = [](const cv::Vec3f& c) { return cv::Mat(1, 1, CV_32FC3, cv::Scalar(c[0], c[1], c[2])); };
    return inFolds(picture(from), picture(to)).at<cv::Vec3f>(0, 0);
}

TEST(Folds, AreSkinWithLessLight) {
    const cv::Vec3f skin(0.6F, 0.4F, 0.3F);
    const auto black = inFold(skin, {0, 0, 0});
    EXPECT_NEAR(black[0] / black[2], 2, 1e-3);
    EXPECT_GT(luma(black), 0.7F * luma(skin));
    EXPECT_LT(luma(black), 0.75F * luma(skin));
    EXPECT_LT(luma(black), luma(inFold(skin, 0.8F * skin))) << "the darker it is to be the darker it is";
    EXPECT_LT(cv::norm(inFold(skin, 0.95F * skin) - 0.95F * skin), 0.01) << "little shade stays as it is";
}

TEST(Folds, LeaveWhatIsLighter) {
    const cv::Vec3f skin(0.6F, 0.4F, 0.3F);
    const cv::Vec3f lit(0.7F, 0.55F, 0.3F);
    EXPECT_EQ(inFold(skin, lit), lit);
    EXPECT_EQ(inFold(skin, skin), skin);
}

/// Two places of hair and one beside it, `share` of the way to hair that is black.
std::vector<float> blackenedLumas(const std::vector<float>& lumas, float share) {
    cv::Mat picture(1, 3, CV_32FC3);
    for (int i = 0; i < 3; ++i) {
        picture.at<cv::Vec3f>(i) = cv::Vec3f::all(lumas.at(std::size_t(i)));
    }
    const cv::Mat hair = (cv::Mat_<float>(1, 3) << 1, 1, 0);
    const cv::Mat result = blackened(picture, hair, share);
    return {luma(result.at<cv::Vec3f>(0)), luma(result.at<cv::Vec3f>(1)), luma(result.at<cv::Vec3f>(2))};
}

TEST(BlackHair, IsAsDarkAsHairIsThatIsBlack) {
    const auto black = blackenedLumas({0.5F, 0.3F, 0.9F}, 1);
    EXPECT_LT((black[0] + black[1]) / 2, 0.1F);
    EXPECT_GT(black[0], black[1]) << "strands stay";
    const auto half = blackenedLumas({0.8F, 0.6F, 0.9F}, 0.5F);
    EXPECT_GT((half[0] + half[1]) / 2, 0.3F);
    EXPECT_LT((half[0] + half[1]) / 2, 0.5F);
}

/// How much redder than blue a colour is beside its luma after `share` of the way.
float blackenedWarmth(const cv::Vec3f& colour, float share) {
    const cv::Mat picture(1, 2, CV_32FC3, cv::Scalar(colour[0], colour[1], colour[2]));
    const auto result = blackened(picture, cv::Mat::ones(1, 2, CV_32F), share).at<cv::Vec3f>(0);
    return (result[0] - result[2]) / luma(result);
}

TEST(BlackHair, IsNoWarmerThanHairIsThatIsBlack) {
    const cv::Vec3f brown(0.5F, 0.35F, 0.2F);
    const float own = (brown[0] - brown[2]) / luma(brown);
    EXPECT_FLOAT_EQ(blackenedWarmth(brown, 0), own);
    EXPECT_NEAR(blackenedWarmth(brown, 1), 0.19F, 1e-3F);
    EXPECT_NEAR(blackenedWarmth(brown, 0.5F), (own + 0.19F) / 2, 1e-3F);
}

TEST(BlackHair, IsLeftWhereItIsColdAlready) {
    const cv::Vec3f dyed(0.05F, 0.05F, 0.20F);
    for (const float share : {0.01F, 0.5F, 1.0F}) {
        EXPECT_FLOAT_EQ(blackenedWarmth(dyed, share), (dyed[0] - dyed[2]) / luma(dyed)) << share;
    }
}

TEST(BlackHair, IsLeftWhereItIsDarkAlready) {
    EXPECT_EQ(blackenedLumas({0.05F, 0.03F, 0.9F}, 1), blackenedLumas({0.05F, 0.03F, 0.9F}, 0));
    EXPECT_EQ(blackenedLumas({0, 0, 0}, 1), std::vector<float>({0, 0, 0}));
}

}  // namespace
}  // namespace facet::face
