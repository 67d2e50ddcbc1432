// SPDX-License-Identifier: GPL-3.0-or-later
#include "Edits.h"
#include "engine/face/Compositor.h"
#include "engine/face/Fringe.h"
#include "engine/face/Motion.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace facet::face {
namespace {

using test::middleGrey;

constexpr int GridSide = 64;

cv::Mat drawnDown(const cv::Mat& picture, const Fringe& fringe) {
    return drawnOver(picture, fringe.motion, fringe.cover);
}

/// A head with hair from `top` down to `line`, and skin below, between a quarter and three quarters of the crop.
struct Head {
    cv::Mat hair;
    cv::Mat skin;

    Head(double top, double line) {
        hair = cv::Mat::zeros(GridSide, GridSide, CV_32F);
        skin = cv::Mat::zeros(GridSide, GridSide, CV_32F);
        const auto row = [](double y) { return static_cast<int>(y * GridSide); };
        const cv::Range width(GridSide / 4, 3 * GridSide / 4);
        hair(cv::Range(row(top), row(line)), width) = 1;
        skin(cv::Range(row(line), GridSide), width) = 1;
    }

    Fringe fringe(float asked) const {
        const cv::Mat all = cv::Mat::ones(GridSide, GridSide, CV_32F);
        return fringeOf(all, hair, skin, all, asked);
    }

    /// How much of the column `x` above the eyes is hair when a fringe was asked for, in sides of the crop.
    double hairAt(double x, float asked) const {
        const cv::Mat after = drawnDown(hair, fringe(asked));
        return cv::sum(after.rowRange(0, GridSide / 2).col(static_cast<int>(x * GridSide)))[0] / GridSide;
    }
};

TEST(Fringe, ComesDownTheFurtherTheMoreIsAsked) {
    const Head head(0.05, 0.2);
    double last = head.hairAt(0.5, 0);
    EXPECT_NEAR(last, 0.15, 0.02);
    for (const float asked : {0.1F, 0.25F, 0.5F, 0.75F, 1.0F, 2.0F}) {
        const double now = head.hairAt(0.5, asked);
        EXPECT_GT(now, last + 0.003) << asked;
        EXPECT_LT(now - last, 0.1) << asked << ": a jump";
        last = now;
    }
    EXPECT_NEAR(head.hairAt(0.5, 1), 0.36, 0.02) << "to the brows, which are at 0.41";
}

TEST(Fringe, LeavesAllFromTheEyesDownToOtherMotion) {
    const Fringe fringe = Head(0.05, 0.2).fringe(2);
    const cv::Range cheeks(static_cast<int>(0.5 * GridSide), GridSide);
    EXPECT_EQ(cv::norm(fringe.motion.rowRange(GridSide / 2, GridSide)), 0);
    EXPECT_EQ(cv::norm(fringe.shows.rowRange(GridSide / 2, GridSide)), 0);
    EXPECT_EQ(cv::norm(fringe.cover.rowRange(cheeks), cv::Mat::ones(cheeks.size(), GridSide, CV_32F)), 0);
}

/// The upper forehead, from which nothing but strands comes down, does not cover the lower one and its lines.
TEST(Fringe, IsOfHairAlone) {
    const Head head(0.05, 0.2);
    const Fringe fringe = head.fringe(0.5);
    const cv::Mat hairThere = moved(head.hair, fringe.motion);
    int skins = 0;
    for (int y = 0; y < GridSide / 2; ++y) {
        for (int x = GridSide / 4 + 4; x < 3 * GridSide / 4 - 4; ++x) {
            const bool comesFromAfar = cv::norm(fringe.motion.at<cv::Vec2f>(y, x)) > 1e-3;
            if (comesFromAfar && hairThere.at<float>(y, x) < 0.01F && y > GridSide / 5) {
                EXPECT_LT(fringe.cover.at<float>(y, x), 0.05F) << x << ',' << y;
                ++skins;
            }
        }
    }
    EXPECT_GT(skins, 100);
}

TEST(Fringe, NeedsHair) {
    for (const Head& head : {Head(0.1, 0.1), Head(0.1, 0.12)}) {
        const Fringe fringe = head.fringe(2);
        EXPECT_LT(cv::norm(fringe.motion, cv::NORM_INF), 1e-6);
        EXPECT_LT(cv::norm(fringe.shows, cv::NORM_INF), 1e-6);
        EXPECT_EQ(cv::norm(drawnDown(head.skin, fringe), head.skin, cv::NORM_INF), 0);
    }
}

/// Under a hat, behind the crop's people, and where a person painted it shut.
TEST(Fringe, StaysWhereItMayBe) {
    const Head head(0.05, 0.2);
    cv::Mat open = cv::Mat::ones(GridSide, GridSide, CV_32F);
    const cv::Range shut(0, GridSide / 2);
    open.colRange(shut) = 0;
    const Fringe fringe = fringeOf(cv::Mat::ones(GridSide, GridSide, CV_32F), head.hair, head.skin, open, 1);
    const cv::Mat after = drawnDown(head.hair, fringe);
    EXPECT_EQ(cv::norm(after.colRange(shut), head.hair.colRange(shut), cv::NORM_INF), 0);
    EXPECT_EQ(cv::norm(fringe.shows.colRange(shut)), 0);
    EXPECT_GT(cv::norm(after, head.hair), 1);
}

/// A short stubble is no store of hair that could be drawn out without end.
TEST(Fringe, DrawsHairOutTwiceAsFarAsItGoes) {
    const Head head(0.1, 0.17);
    EXPECT_LT(head.hairAt(0.5, 2), 3 * 0.07 + 0.01);
}

/// Long and short where the model's is.
TEST(Fringe, HasTheModelsShape) {
    const Head head(0.05, 0.2);
    cv::Mat left = cv::Mat::zeros(GridSide, GridSide, CV_32F);
    left.colRange(0, GridSide / 2) = 1;
    const cv::Mat all = cv::Mat::ones(GridSide, GridSide, CV_32F);
    const cv::Mat after = drawnDown(head.hair, fringeOf(left, head.hair, head.skin, all, 1));
    const auto hairAt = [&](double x) { return cv::sum(after.rowRange(0, GridSide / 2).col(int(x * GridSide)))[0]; };
    EXPECT_GT(hairAt(0.35), hairAt(0.65) + 0.3);
}

/// Half a cover is half of what was there and half of what comes from afar.
TEST(Fringe, CoversWhatIsThere) {
    Image photo = middleGrey(200, 160, 3);
    for (int y = 0; y < 80; ++y) {
        std::fill_n(photo.row<std::uint8_t>(y), 3 * photo.width(), std::uint8_t{40});
    }
    FaceEdit edit = test::constantEdit(0, Alignment::wholePicture(200, 160), MaskMode::None);
    const std::size_t plane = std::size_t(edit.side) * edit.side;
    edit.motion.assign(2 * plane, 0);
    std::fill(edit.motion.begin() + static_cast<std::ptrdiff_t>(plane), edit.motion.end(), -0.3F);
    const auto at = [&](float cover) {
        edit.cover.assign(plane, cover);
        return int{composite(photo, 1, photo.bounds(), {edit}).row<std::uint8_t>(100)[3 * 100]};
    };
    EXPECT_EQ(at(0), 128);
    EXPECT_EQ(at(0.5F), 84);
    EXPECT_EQ(at(1), 40);
    edit.cover.pop_back();
    EXPECT_THROW(composite(photo, 1, photo.bounds(), {edit}), std::invalid_argument);
}

}  // namespace
}  // namespace facet::face
