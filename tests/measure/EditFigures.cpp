// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/measure/EditFigures.h"

#include "engine/face/PixelView.h"

#include <opencv2/imgproc.hpp>

namespace facet::measure {
namespace {

cv::Mat grey(const Image& image) {
    cv::Mat result;
    cv::cvtColor(face::viewOf(image), result, cv::COLOR_RGB2GRAY);
    result.convertTo(result, CV_32F);
    return result;
}

cv::Mat gradientEnergy(const Image& image) {
    const cv::Mat luma = grey(image);
    cv::Mat x;
    cv::Mat y;
    cv::Sobel(luma, x, CV_32F, 1, 0);
    cv::Sobel(luma, y, CV_32F, 0, 1);
    return x.mul(x) + y.mul(y);
}

/// The mean of the channels' changes, in levels.
cv::Mat changeOf(const Image& before, const Image& after) {
    cv::Mat difference;
    cv::absdiff(face::viewOf(before), face::viewOf(after), difference);
    cv::Mat result;
    difference.convertTo(result, CV_32F);
    cv::transform(result, result, cv::Matx13f(1 / 3.F, 1 / 3.F, 1 / 3.F));
    return result;
}

double ratio(const cv::Mat& after, const cv::Mat& before, const cv::Mat& where) {
    const double below = cv::mean(before, where)[0];
    return below > 0 ? cv::mean(after, where)[0] / below : 1;
}

/// The crop, `side` pixels wide.
cv::Mat cropOf(const cv::Mat& picture, const Alignment& alignment, int side) {
    const auto& m = alignment.matrix();
    const cv::Matx23d map(m[0] / side, m[1] / side, m[2], m[3] / side, m[4] / side, m[5]);
    cv::Mat result;
    cv::warpAffine(picture, result, map, {side, side}, cv::INTER_LINEAR | cv::WARP_INVERSE_MAP);
    return result;
}

}  // namespace

cv::Mat outsideOf(const std::vector<double>& outline, const Alignment& alignment, const Image& photo) {
    const auto pixel = [](Point p) { return cv::Point(int(std::lround(p.x)), int(std::lround(p.y))); };
    std::vector<cv::Point> head;
    for (std::size_t i = 0; i + 1 < outline.size(); i += 2) {
        head.push_back(pixel({outline[i], outline[i + 1]}));
    }
    const std::vector<cv::Point> crop = {pixel(alignment.toPhoto({0, 0})), pixel(alignment.toPhoto({1, 0})),
                                         pixel(alignment.toPhoto({1, 1})), pixel(alignment.toPhoto({0, 1}))};
    cv::Mat result(photo.height(), photo.width(), CV_8U, cv::Scalar(0));
    cv::fillConvexPoly(result, crop, cv::Scalar(255));
    cv::fillPoly(result, std::vector<std::vector<cv::Point>>{head}, cv::Scalar(0));
    const int uncertain = std::max(1, int(alignment.side() * 0.01));  // the outline was drawn by hand
    cv::erode(result, result, cv::Mat(), {-1, -1}, uncertain);
    return result;
}

Figures figuresOf(const Image& before, const Image& after, const Alignment& alignment, const cv::Mat& outside) {
    constexpr double Edited = 3;  // levels
    const double side = alignment.side();
    const cv::Mat change = changeOf(before, after);
    cv::Mat smooth;
    cv::GaussianBlur(change, smooth, {}, side * 0.01);
    const cv::Mat edited = smooth > Edited;
    const cv::Mat touched = smooth > 0.5;
    cv::Mat wider;
    cv::Mat narrower;
    const int band = std::max(1, int(side * 0.015));
    cv::dilate(touched, wider, cv::Mat(), {-1, -1}, band);
    cv::erode(touched, narrower, cv::Mat(), {-1, -1}, band);
    const cv::Mat energyBefore = gradientEnergy(before);
    const cv::Mat energyAfter = gradientEnergy(after);
    return {ratio(energyAfter, energyBefore, edited), cv::mean(change, outside)[0],
            ratio(energyAfter, energyBefore, wider & ~narrower)};
}

cv::Mat stripOf(const Image& before, const Image& after, const Alignment& alignment) {
    const int side = std::min(512, int(alignment.side()));
    const cv::Mat from = cropOf(face::viewOf(before), alignment, side);
    const cv::Mat to = cropOf(face::viewOf(after), alignment, side);
    cv::Mat difference;
    cv::addWeighted(to, 2, from, -2, 128, difference);
    cv::Mat changed = cropOf(changeOf(before, after) > 0, alignment, side);
    cv::cvtColor(changed, changed, cv::COLOR_GRAY2RGB);
    cv::Mat strip;
    cv::hconcat(std::vector<cv::Mat>{from, to, changed, difference}, strip);
    if (side != 512) {
        cv::resize(strip, strip, {4 * 512, 512}, 0, 0, cv::INTER_LINEAR);
    }
    return strip;
}

Image sheetOf(const std::vector<cv::Mat>& strips) {
    const int rows = int(strips.size() + 1) / 2;
    Image sheet(2 * strips.front().cols, rows * strips.front().rows, 3);
    cv::Mat pixels = face::viewOf(sheet);
    for (int i = 0; i < int(strips.size()); ++i) {
        const cv::Mat& strip = strips[std::size_t(i)];
        strip.copyTo(pixels(cv::Rect(i % 2 * strip.cols, i / 2 * strip.rows, strip.cols, strip.rows)));
    }
    return sheet;
}

}  // namespace facet::measure
