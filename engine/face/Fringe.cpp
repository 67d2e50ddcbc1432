// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/face/Fringe.h"

#include "engine/face/EditMasks.h"
#include "engine/face/FaceRegions.h"
#include "engine/face/Motion.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <vector>

namespace facet::face {
namespace {

// All lengths are in sides of the crop, from above.
constexpr double BrowLine = 0.41;  // a fringe ends there at 1
constexpr double Lids = 0.465;     // and nothing moves below
constexpr double Fade = 0.02;

/// How much of each column above the brows is of a kind: 1 × side, smooth from column to column.
cv::Mat heightOf(const cv::Mat& shares) {
    constexpr double Strands = 0.02;
    cv::Mat sum;
    cv::reduce(shares.rowRange(0, static_cast<int>(BrowLine * shares.rows)), sum, 0, cv::REDUCE_SUM);
    cv::GaussianBlur(sum, sum, {}, Strands * shares.cols, 1, cv::BORDER_REPLICATE);
    return sum / shares.rows;
}

/// How long a fringe is in each column beside where it is longest: 1 × side, 0 … 1.
cv::Mat shapeOf(const cv::Mat& lengths) {
    constexpr double Wave = 0.08;
    cv::Mat result;
    cv::GaussianBlur(lengths, result, {}, Wave * lengths.cols, 1, cv::BORDER_REPLICATE);
    double longest = 0;
    cv::minMaxLoc(result, nullptr, &longest);
    return longest > 0 ? cv::Mat(result / longest) : cv::Mat::ones(result.size(), CV_32F);
}

/// A column's hair, the forehead below it, and how far the one comes down over the other.
struct Column {
    double hair = 0;
    double forehead = 0;
    double fall = 0;
    double share = 0;  ///< 0 … 1, how far there is hair enough

    double line() const { return BrowLine - forehead; }  ///< where the hair ends in the photo

    /// From where the place at `y` comes, relative to it: hair is drawn out, from the top of the head on.
    double motionAt(double y) const {
        if (fall <= 0) {
            return 0;
        }
        const double drawn = std::clamp((y - (line() - hair)) / (hair + fall), 0.0, 1.0);
        return -fall * drawn * smoothStep((Lids - y) / Fade);
    }

    /// 1 down to where strands end, 0 below.
    double strandsAt(double y) const {
        constexpr double Tips = 0.02;  // beyond where hair is half of what is seen
        return smoothStep((line() + fall + Tips + Fade - y) / Fade);
    }

    /// Strands cover the forehead, and not the skin that is between them there. From the eyes on all is as before.
    double coverAt(double y, double hairThere) const {
        constexpr double Skin = 0.3;  // so little hair is none
        constexpr double Hair = 0.7;
        const double strands = strandsAt(y) * smoothStep((hairThere - Skin) / (Hair - Skin));
        return 1 - smoothStep(fall / Fade) * (1 - std::max<double>(strands, smoothStep((y - Lids) / Fade)));
    }
};

std::vector<Column> columnsOf(const cv::Mat& modelled, const cv::Mat& hair, const cv::Mat& skin, float asked) {
    constexpr double Beyond = 1.12;  // times as far, at 2
    constexpr double Uneven = 0.1;   // of that, as the model's fringe is long and short
    constexpr double Drawn = 2;      // as far at most as there is hair
    constexpr double Least = 0.03;   // hair that can be drawn
    constexpr double Enough = 0.08;
    const double asOneAsks = std::min(asked, 1.0F) + (Beyond - 1) * std::max(asked - 1, 0.0F);
    const cv::Mat forehead = heightOf(skin);
    const cv::Mat above = heightOf(hair);
    const cv::Mat shape = shapeOf(heightOf(modelled.mul(skin)));
    double highest = 0;
    cv::minMaxLoc(forehead, nullptr, &highest);
    std::vector<Column> columns;
    for (int x = 0; x < hair.cols; ++x) {
        Column column{above.at<float>(x), forehead.at<float>(x)};
        column.share = smoothStep((column.hair - Least) / (Enough - Least));
        const double depth = asOneAsks * (1 - Uneven * (1 - shape.at<float>(x)));
        const double level = column.forehead - (1 - depth) * highest;  // so that all columns end at one height
        const double wanted = std::clamp(level, 0.0, Beyond * column.forehead);
        column.fall = column.share * std::min(wanted, Drawn * column.hair);
        columns.push_back(column);
    }
    return columns;
}

/// value(column, y, at) for each place.
template <class T, class Value>
cv::Mat inColumns(const std::vector<Column>& columns, Value value) {
    const int side = static_cast<int>(columns.size());
    cv::Mat_<T> result(side, side);
    result.forEach([&](T& to, const int* at) { to = value(columns[at[1]], (at[0] + 0.5) / side, at); });
    return result;
}

}  // namespace

cv::Mat drawnOver(const cv::Mat& picture, const cv::Mat& motion, const cv::Mat& cover) {
    cv::Mat there = moved(picture, motion);
    if (cover.empty()) {
        return there;
    }
    const cv::Mat share = picture.channels() == 1 ? cover : inShares(cover);
    return picture + share.mul(there - picture);
}

Fringe fringeOf(const cv::Mat& modelled, const cv::Mat& hair, const cv::Mat& skin, const cv::Mat& open, float asked) {
    constexpr double BelowBrows = 0.06;  // where what shows fades out
    const auto columns = columnsOf(modelled, hair, skin, asked);
    Fringe fringe;
    fringe.motion = inColumns<cv::Vec2f>(columns, [](const Column& column, double y, const int*) {
        return cv::Vec2f(0, static_cast<float>(column.motionAt(y)));
    });
    const cv::Mat hairThere = moved(hair, fringe.motion);
    fringe.cover = inColumns<float>(columns, [&](const Column& column, double y, const int* at) {
        const double cover = column.coverAt(y, hairThere.at<float>(at));
        const double moves = smoothStep((Lids + Fade - y) / Fade);
        return static_cast<float>(cover * (1 - moves * (1 - open.at<float>(at))));
    });
    fringe.shows = inColumns<float>(columns, [&](const Column& column, double y, const int* at) {
        return static_cast<float>(column.share * open.at<float>(at)) *
               smoothStep((BrowLine + BelowBrows - y) / BelowBrows);
    });
    fringe.strands = inColumns<float>(
        columns, [](const Column& column, double y, const int*) { return static_cast<float>(column.strandsAt(y)); });
    return fringe;
}

}  // namespace facet::face
