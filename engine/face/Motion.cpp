// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/face/Motion.h"

#include <opencv2/imgproc.hpp>
#include <opencv2/video/tracking.hpp>

#include <algorithm>
#include <cmath>
#include <vector>

namespace facet::face {
namespace {

constexpr int SearchSide = 128;    // enlarged, so that its patches of 8 pixels are small against a mouth
constexpr double Unit = 2;         // pixels of the search's pictures: one of a 64-pixel crop
constexpr float Farthest = 0.06F;  // of the side

cv::Mat greyOf(const cv::Mat& picture) {
    cv::Mat result;
    cv::cvtColor(picture, result, cv::COLOR_RGB2GRAY);
    cv::resize(result, result, {SearchSide, SearchSide}, 0, 0,
               picture.cols < SearchSide ? cv::INTER_CUBIC : cv::INTER_AREA);
    result.convertTo(result, CV_8U, 255);
    return result;
}

/// The places of all pixels, each shifted by `motion` in pixels.
cv::Mat placesOf(const cv::Mat& motion) {
    cv::Mat places = motion.clone();
    places.forEach<cv::Vec2f>([](cv::Vec2f& place, const int* at) {
        place += cv::Vec2f(static_cast<float>(at[1]), static_cast<float>(at[0]));
    });
    return places;
}

/// How much a motion is to be believed: 1 where going there and back ends where it began.
cv::Mat trust(const cv::Mat& there, const cv::Mat& back) {
    cv::Mat returned;
    cv::remap(back, returned, placesOf(there), {}, cv::INTER_LINEAR, cv::BORDER_REPLICATE);
    cv::Mat result(there.size(), CV_32F);
    result.forEach<float>([&](float& value, const int* at) {
        const cv::Vec2f off = there.at<cv::Vec2f>(at) + returned.at<cv::Vec2f>(at);
        value = static_cast<float>(std::exp(-off.dot(off) / (Unit * Unit)));
    });
    return result;
}

/// What is believed, spread over what is not.
cv::Mat smoothed(const cv::Mat& motion, const cv::Mat& belief) {
    constexpr double Reach = 1.2 * Unit;
    cv::Mat weights;
    cv::GaussianBlur(belief, weights, {}, Reach);
    cv::Mat result = motion.clone();
    result.forEach<cv::Vec2f>([&](cv::Vec2f& value, const int* at) { value *= belief.at<float>(at); });
    cv::GaussianBlur(result, result, {}, Reach);
    result.forEach<cv::Vec2f>([&](cv::Vec2f& value, const int* at) {
        const float weight = weights.at<float>(at);
        value *= std::min(1.0F, 1.5F * weight) / (weight + 1e-3F);
        const float length = std::sqrt(value.dot(value));
        value *= std::min(1.0F, Farthest * SearchSide / std::max(length, 1e-6F));
    });
    return result;
}

}  // namespace

cv::Mat motionBetween(const cv::Mat& before, const cv::Mat& after, const cv::Mat& where) {
    const cv::Mat from = greyOf(before);
    const cv::Mat to = greyOf(after);
    cv::Mat there;
    cv::Mat back;
    cv::parallel_for_(cv::Range(0, 2), [&](const cv::Range& ways) {
        for (int way = ways.start; way < ways.end; ++way) {
            const auto search = cv::DISOpticalFlow::create(cv::DISOpticalFlow::PRESET_MEDIUM);
            search->setUseMeanNormalization(true);
            search->calc(way == 0 ? to : from, way == 0 ? from : to, way == 0 ? there : back);
        }
    });
    cv::Mat motion = smoothed(there, trust(there, back));
    cv::resize(motion, motion, before.size(), 0, 0, cv::INTER_AREA);
    motion.forEach<cv::Vec2f>([&](cv::Vec2f& value, const int* at) { value *= where.at<float>(at) / SearchSide; });
    return motion;
}

cv::Mat moved(const cv::Mat& picture, const cv::Mat& motion) {
    cv::Mat result;
    cv::remap(picture, result, placesOf(motion * picture.cols), {}, cv::INTER_CUBIC, cv::BORDER_REPLICATE);
    return result;
}

}  // namespace facet::face
