// SPDX-License-Identifier: GPL-3.0-or-later
// What a change of the model's picture is split into: pixels that move, and colour.
#include "engine/face/EditSplit.h"
#include "engine/face/Motion.h"

#include <gtest/gtest.h>
#include <opencv2/core.hpp>

#include <cmath>
#include <vector>

namespace facet::face {
namespace {

constexpr int PictureSide = 64;

/// A bright blob with texture, its centre `shift` pixels to the right of the middle.
cv::Mat blob(double shift) {
    cv::Mat picture(PictureSide, PictureSide, CV_32FC3);
    picture.forEach<cv::Vec3f>([&](cv::Vec3f& value, const int* at) {
        const double x = at[1] - 32 - shift;
        const double y = at[0] - 32;
        const double bright = 0.3 + 0.4 * std::exp(-(x * x + y * y) / 120) + 0.05 * std::sin(x) * std::sin(y);
        value = cv::Vec3f::all(static_cast<float>(bright));
    });
    return picture;
}

std::vector<float> planesOf(const cv::Mat& picture) {
    std::vector<float> planes(std::size_t(3) * PictureSide * PictureSide);
    for (int i = 0; i < PictureSide * PictureSide; ++i) {
        for (int c = 0; c < 3; ++c) {
            planes[std::size_t(c) * PictureSide * PictureSide + i] = picture.ptr<cv::Vec3f>()[i][c];
        }
    }
    return planes;
}

TEST(Motion, IsFoundWhereThingsMove) {
    const cv::Mat motion = motionBetween(blob(0), blob(2), cv::Mat(PictureSide, PictureSide, CV_32F, cv::Scalar(1)));
    const cv::Vec2f middle = motion.at<cv::Vec2f>(32, 34);
    EXPECT_NEAR(middle[0] * PictureSide, -2, 0.5);  // it comes from the left
    EXPECT_NEAR(middle[1] * PictureSide, 0, 0.3);
    const cv::Mat there = moved(blob(0), motion);
    const double before = cv::norm(blob(0), blob(2), cv::NORM_L1);
    EXPECT_LT(cv::norm(there, blob(2), cv::NORM_L1), 0.4 * before);
}

TEST(Motion, StaysWhereItIsNotWanted) {
    cv::Mat where(PictureSide, PictureSide, CV_32F, cv::Scalar(1));
    where(cv::Rect(0, 0, 32, PictureSide)) = 0;
    const cv::Mat motion = motionBetween(blob(0), blob(2), where);
    EXPECT_EQ(cv::countNonZero(motion.reshape(1)(cv::Rect(0, 0, 64, PictureSide)) != 0), 0);
    EXPECT_GT(cv::norm(motion), 0);
}

TEST(Split, WhatMovesAndWhatIsLeftMakeTheEdit) {
    FaceEdit edit;
    edit.side = PictureSide;
    Reach reach;
    reach.moves = true;
    split(edit, {planesOf(blob(0)), planesOf(blob(2))}, {reach}, nullptr);
    ASSERT_EQ(edit.motion.size(), std::size_t(2) * PictureSide * PictureSide);
    ASSERT_EQ(edit.base.size(), std::size_t(PictureSide) * PictureSide);
    const auto wanted = planesOf(blob(2));
    for (int i = 0; i < PictureSide * PictureSide; ++i) {
        ASSERT_NEAR(edit.base[i] + edit.difference[i], wanted[i], 1e-3) << i;
    }
}

TEST(Split, ColourAloneDoesNotMove) {
    FaceEdit edit;
    edit.side = PictureSide;
    split(edit, {planesOf(blob(0)), planesOf(blob(2))}, {Reach{}}, nullptr);
    EXPECT_TRUE(edit.motion.empty());
    EXPECT_NEAR(edit.difference[32 * PictureSide + 34], cv::Mat(blob(2) - blob(0)).at<cv::Vec3f>(32, 34)[0], 1e-6);
}

/// The skin stays as light as it was where no attribute asks for another colour.
TEST(Split, TheSkinKeepsItsTone) {
    Reach reach;
    const cv::Mat brighter = blob(0) + cv::Scalar::all(0.1);
    for (const bool tints : {false, true}) {
        reach.tints = tints;
        const auto after = withoutDrift(planesOf(blob(0)), planesOf(brighter), PictureSide, {reach}, nullptr);
        const std::size_t middle = 32 * PictureSide + 32;
        EXPECT_NEAR(after[middle] - planesOf(blob(0))[middle], tints ? 0.1 : 0, 1e-4);
    }
}

/// The change of one colour's red, green and blue into another's, everywhere.
cv::Vec3f change(const cv::Scalar& before, const cv::Scalar& after, const std::vector<Reach>& reaches) {
    const auto filled = [](const cv::Scalar& colour) {
        return planesOf(cv::Mat(PictureSide, PictureSide, CV_32FC3, colour));
    };
    FaceEdit edit;
    edit.side = PictureSide;
    split(edit, {filled(before), filled(after)}, reaches, nullptr);
    const std::size_t middle = std::size_t(PictureSide) * 32 + 32;
    const std::size_t plane = std::size_t(PictureSide) * PictureSide;
    return {edit.difference[middle], edit.difference[plane + middle], edit.difference[2 * plane + middle]};
}

TEST(Split, WhatIsLightAndDarkAloneKeepsThePhotosHues) {
    Reach beard;
    beard.hues = Hues::OfPhoto;
    const cv::Scalar skin(0.8, 0.6, 0.4);
    const auto darker = change(skin, {0.1, 0.2, 0.5}, {beard});  // blue, as the model may have it
    EXPECT_LT(darker[0], -0.3);
    EXPECT_NEAR(darker[0] / 0.8, darker[1] / 0.6, 1e-4);
    EXPECT_NEAR(darker[1] / 0.6, darker[2] / 0.4, 1e-4);
    const auto lighter = change(skin, {0.9, 0.9, 0.3}, {beard});
    EXPECT_GT(lighter[0], 0.1);
    EXPECT_NEAR(lighter[0], lighter[1], 1e-4);
    EXPECT_NEAR(lighter[1], lighter[2], 1e-4);
}

TEST(Split, BesideWhatHasHuesTheModelsAreTaken) {
    Reach beard;
    beard.hues = Hues::OfPhoto;
    const auto blue = change({0.8, 0.6, 0.4}, {0.1, 0.2, 0.5}, {beard, Reach{}});
    EXPECT_NEAR(blue[0], -0.7, 1e-4);
    EXPECT_NEAR(blue[2], 0.1, 1e-4);
}

}  // namespace
}  // namespace facet::face
