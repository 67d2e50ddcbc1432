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

/// Where the photo changes at all, its change along the model's: 1 = as strong as in the crop that the model sees.
double shownOf(const Edited& edited, const Alignment& alignment) {
    constexpr double Much = 10;  // levels
    const int side = edited.modelBefore.width();
    const auto change = [](const cv::Mat& from, const cv::Mat& to) {
        cv::Mat result;
        cv::subtract(to, from, result, {}, CV_32FC3);
        return result;
    };
    const cv::Mat wanted = change(face::viewOf(edited.modelBefore), face::viewOf(edited.modelAfter));
    cv::Mat got = cropOf(change(face::viewOf(edited.before), face::viewOf(edited.after)), alignment, 8 * side);
    cv::resize(got, got, {side, side}, 0, 0, cv::INTER_AREA);
    double along = 0;
    double whole = 0;
    for (int i = 0; i < side * side; ++i) {
        const auto& w = wanted.ptr<cv::Vec3f>()[i];
        const auto& g = got.ptr<cv::Vec3f>()[i];
        if (cv::norm(w) > Much && cv::norm(g) > 1) {
            along += w.dot(g);
            whole += w.dot(w);
        }
    }
    return whole > 0 ? along / whole : 1;
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

Figures figuresOf(const Edited& pictures, const Alignment& alignment, const cv::Mat& outside) {
    constexpr double Edited = 3;  // levels
    const auto& [before, after, modelBefore, modelAfter] = pictures;
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
            ratio(energyAfter, energyBefore, wider & ~narrower), shownOf(pictures, alignment)};
}

cv::Mat stripOf(const Edited& edited, const Alignment& alignment) {
    constexpr int Side = 512;
    const int side = std::min(Side, int(alignment.side()));
    const cv::Mat from = cropOf(face::viewOf(edited.before), alignment, side);
    const cv::Mat to = cropOf(face::viewOf(edited.after), alignment, side);
    cv::Mat difference;
    cv::addWeighted(to, 2, from, -2, 128, difference);
    cv::Mat changed = cropOf(changeOf(edited.before, edited.after) > 0, alignment, side);
    cv::cvtColor(changed, changed, cv::COLOR_GRAY2RGB);
    std::vector<cv::Mat> pictures = {
        from, to, changed, difference, face::viewOf(edited.modelBefore), face::viewOf(edited.modelAfter)};
    for (cv::Mat& picture : pictures) {
        cv::resize(picture, picture, {Side, Side}, 0, 0, cv::INTER_LINEAR);
    }
    cv::Mat strip;
    cv::hconcat(pictures, strip);
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
