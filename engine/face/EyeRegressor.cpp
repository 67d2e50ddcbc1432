// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/face/EyeRegressor.h"

#include <opencv2/imgproc.hpp>
#include <opencv2/objdetect.hpp>

#include <algorithm>
#include <cmath>
#include <cstdint>

namespace facet::face {
namespace {

#include "engine/face/EyeRegressorMaps.inc"

constexpr int WindowPixels = 64;
constexpr double ClosestEyes = 4;  // pixels; closer ones have no alignment

double distance(const Eyes& eyes) {
    return std::hypot(eyes.right.x - eyes.left.x, eyes.right.y - eyes.left.y);
}

/// The window of the crop that `alignment` cuts from the photo, at 64×64 pixels and without aliasing.
cv::Mat window(const cv::Mat& grey, const Alignment& alignment, const EyeStep& step) {
    const auto& m = alignment.matrix();
    const double pixel = alignment.side() * step.side / WindowPixels;
    const int samples = std::clamp(static_cast<int>(std::ceil(pixel)), 1, 16);
    const int grid = WindowPixels * samples;
    cv::Matx23d map;
    for (int row = 0; row < 2; ++row) {
        const double a = m[3 * row] * step.side / grid;
        const double b = m[3 * row + 1] * step.side / grid;
        const double corner = m[3 * row] * step.left + m[3 * row + 1] * step.top + m[3 * row + 2];
        map(row, 0) = a;
        map(row, 1) = b;
        map(row, 2) = corner + (a + b) / 2 - 0.5;
    }
    cv::Mat result;
    cv::warpAffine(grey, result, map, {grid, grid}, cv::INTER_LINEAR | cv::WARP_INVERSE_MAP, cv::BORDER_REPLICATE);
    if (samples > 1) {
        cv::resize(result, result, {WindowPixels, WindowPixels}, 0, 0, cv::INTER_AREA);
    }
    return result;
}

double correlation(const cv::Mat& a, const cv::Mat& b) {
    cv::Mat x = a - cv::mean(a)[0];
    cv::Mat y = b - cv::mean(b)[0];
    return x.dot(y) / std::max(1e-12, cv::norm(x) * cv::norm(y));
}

/// Unpacks what facet_learn_eyes wrote: a scale a row, then 16-bit numbers.
cv::Mat unpacked(const float* scales, const std::int16_t* values, int rows) {
    cv::Mat result(rows, MapFeatures, CV_32F);
    for (int row = 0; row < rows; ++row) {
        std::transform(values + row * MapFeatures, values + (row + 1) * MapFeatures, result.ptr<float>(row),
                       [&](std::int16_t value) { return value * scales[row]; });
    }
    return result;
}

/// [1, features]
cv::Mat gradientHistograms(const cv::Mat& window) {
    const cv::HOGDescriptor histograms({WindowPixels, WindowPixels}, {16, 16}, {16, 16}, {8, 8}, 9);
    std::vector<float> values;
    histograms.compute(window, values);
    values.push_back(1);
    return cv::Mat(values, true).reshape(1, 1);
}

}  // namespace

cv::Mat EyeStep::features(const cv::Mat& grey, const Eyes& eyes) const {
    return gradientHistograms(window(grey, Alignment::fromEyes(eyes.left, eyes.right), *this));
}

Eyes EyeStep::moved(const Eyes& eyes, const cv::Mat& features) const {
    const Alignment alignment = Alignment::fromEyes(eyes.left, eyes.right);
    const cv::Mat offset = map * features.t();
    const auto at = [&](int i) { return static_cast<double>(offset.at<float>(i)); };
    return {alignment.toPhoto({Alignment::LeftEyeInCrop.x + at(0), Alignment::LeftEyeInCrop.y + at(1)}),
            alignment.toPhoto({Alignment::RightEyeInCrop.x + at(2), Alignment::RightEyeInCrop.y + at(3)})};
}

std::vector<EyeStep> eyeStepWindows() {
    const EyeStep whole{0.14, 0.20, 0.71, {}, {}};   // brows to chin
    const EyeStep middle{0.21, 0.25, 0.57, {}, {}};  // brows to mouth
    const EyeStep close{0.26, 0.29, 0.47, {}, {}};   // brows to nose
    return {whole, whole, middle, close};
}

EyeRegressor::EyeRegressor() : m_steps(eyeStepWindows()), m_mouth(unpacked(MouthScales, MouthValues, 2)) {
    for (std::size_t i = 0; i < m_steps.size(); ++i) {
        m_steps[i].map = unpacked(MapScales[i], MapValues[i], 4);
        m_steps[i].mean = unpacked(MapScales[i] + 4, MapValues[i] + 4 * MapFeatures, 1);
    }
}

EyeRegressor::Result EyeRegressor::refined(const cv::Mat& grey, const Eyes& guess) const {
    Result result{guess, -1};
    for (const EyeStep& step : m_steps) {
        if (!(distance(result.eyes) >= ClosestEyes)) {
            return {guess, -1};
        }
        const cv::Mat seen = step.features(grey, result.eyes);
        result.eyes = step.moved(result.eyes, seen);
    }
    if (distance(result.eyes) >= ClosestEyes) {
        const EyeStep& first = m_steps.front();
        result.likeness = correlation(first.features(grey, result.eyes), first.mean);
    }
    return result;
}

Point EyeRegressor::mouth(const cv::Mat& grey, const Eyes& eyes) const {
    const cv::Mat at = m_mouth * m_steps.front().features(grey, eyes).t();
    return Alignment::fromEyes(eyes.left, eyes.right).toPhoto({at.at<float>(0), at.at<float>(1)});
}

double EyeRegressor::symmetry(const cv::Mat& grey, const Eyes& eyes) const {
    const cv::Mat seen = window(grey, Alignment::fromEyes(eyes.left, eyes.right), m_steps.front());
    cv::Mat mirrored;
    cv::flip(seen, mirrored, 1);
    return correlation(gradientHistograms(seen), gradientHistograms(mirrored));
}

}  // namespace facet::face
