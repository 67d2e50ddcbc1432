// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/face/PlausibleHues.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cmath>
#include <vector>

namespace facet::face {
namespace {

cv::Mat lumaOf(const cv::Mat& colours) {
    cv::Mat luma;
    cv::cvtColor(colours, luma, cv::COLOR_RGB2GRAY);
    return luma;
}

/// In each place pixel(`from`, how light that is, `to`, how light that is).
template <class Pixel>
cv::Mat byLightness(const cv::Mat& from, const cv::Mat& to, Pixel pixel) {
    const cv::Mat before = lumaOf(from);
    const cv::Mat after = lumaOf(to);
    cv::Mat result(to.size(), CV_32FC3);
    result.forEach<cv::Vec3f>([&](cv::Vec3f& colour, const int* at) {
        colour = pixel(from.at<cv::Vec3f>(at), before.at<float>(at), to.at<cv::Vec3f>(at), after.at<float>(at));
    });
    return result;
}

/// Hair in the mean: its luma, and how much redder than blue it is beside that.
struct HairTone {
    double luma = 0;
    double warmth = 0;
};

/// `hair`: its share of each place.
HairTone toneOf(const cv::Mat& colours, const cv::Mat& hair) {
    const double total = cv::sum(hair)[0];
    const double luma = total > 0 ? lumaOf(colours).dot(hair) / total : 0;
    if (luma <= 0) {
        return {};
    }
    std::vector<cv::Mat> channels;
    cv::split(colours, channels);
    return {luma, cv::Mat(channels[0] - channels[2]).dot(hair) / total / luma};
}

/// Hue in degrees, saturation and value of hair that is as light and as near to these as can be.
cv::Vec3f nearestOfHair(const cv::Vec3f& hsv) {
    constexpr float Copper = 12;
    constexpr float Straw = 38;
    constexpr float Opposite = 90;  // degrees beyond them a colour is no hair's at all, but grey
    const float hue = hsv[0] > 180 ? hsv[0] - 360 : hsv[0];
    const float nearest = std::clamp(hue, Copper, Straw);
    const float share = std::max(0.0F, 1 - std::abs(hue - nearest) / Opposite);
    return {nearest, std::min(hsv[1] * share, 0.75F - 0.4F * hsv[2]), hsv[2]};
}

/// The colour between two that is nearest to a third.
cv::Vec3f nearestBetween(const cv::Vec3f& from, const cv::Vec3f& end, const cv::Vec3f& colour) {
    const cv::Vec3f way = end - from;
    const float length = way.dot(way);
    return length > 0 ? from + way * std::clamp(way.dot(colour - from) / length, 0.0F, 1.0F) : from;
}

}  // namespace

cv::Mat inHuesOf(const cv::Mat& from, const cv::Mat& to) {
    constexpr float Black = 0.02F;  // from where on a hue can be told
    return byLightness(from, to, [](const cv::Vec3f& own, float was, const cv::Vec3f&, float is) {
        const float gain = std::clamp((is + Black) / (was + Black), 0.0F, 1.0F);
        return own * gain + cv::Vec3f::all(std::max(is - was, 0.0F));
    });
}

cv::Mat towardsEither(const cv::Mat& from, const cv::Mat& to, const cv::Vec3f& one, const cv::Vec3f& other) {
    cv::Mat nearest(to.size(), CV_32FC3);
    nearest.forEach<cv::Vec3f>([&](cv::Vec3f& pixel, const int* at) {
        const auto& wanted = to.at<cv::Vec3f>(at);
        const cv::Vec3f first = nearestBetween(from.at<cv::Vec3f>(at), one, wanted);
        const cv::Vec3f second = nearestBetween(from.at<cv::Vec3f>(at), other, wanted);
        pixel = cv::norm(wanted - first) < cv::norm(wanted - second) ? first : second;
    });
    return inHuesOf(nearest, to);
}

cv::Mat asLightAs(const cv::Mat& from, const cv::Mat& to, float dark, float light) {
    return byLightness(from, to, [=](const cv::Vec3f&, float was, const cv::Vec3f& wanted, float is) -> cv::Vec3f {
        const float bounded = std::clamp(is, std::min(was, dark), std::max(was, light));
        return is > 0 ? wanted * (bounded / is) : cv::Vec3f::all(bounded);
    });
}

cv::Mat inHuesOfMouth(const cv::Mat& from, const cv::Mat& to) {
    constexpr float Lighter = 0.1F;  // by so much what comes is surely another thing
    const cv::Mat dark = inHuesOf(from, to);
    const cv::Mat before = lumaOf(from);
    const cv::Mat after = lumaOf(to);
    cv::Mat result(to.size(), CV_32FC3);
    result.forEach<cv::Vec3f>([&](cv::Vec3f& pixel, const int* at) {
        const auto& was = from.at<cv::Vec3f>(at);
        pixel = to.at<cv::Vec3f>(at);
        // Each as light as it was.
        const float bluer = std::max(0.0F, pixel[2] - pixel[0] - std::max(0.0F, was[2] - was[0]));
        pixel += bluer * cv::Vec3f(0.276F, 0, -0.724F);
        const float greener = std::max(0.0F, pixel[1] - pixel[0] - std::max(0.0F, was[1] - was[0]));
        pixel += greener * cv::Vec3f(0.6625F, -0.3375F, 0);
        const float own = std::clamp((after.at<float>(at) - before.at<float>(at)) / Lighter, 0.0F, 1.0F);
        pixel = own * pixel + (1 - own) * dark.at<cv::Vec3f>(at);
    });
    return result;
}

cv::Mat inFolds(const cv::Mat& from, const cv::Mat& to) {
    constexpr float Deepest = 0.3F;  // of the skin's light
    return byLightness(from, to, [](const cv::Vec3f& own, float was, const cv::Vec3f& wanted, float is) -> cv::Vec3f {
        const float darker = was > 0 ? 1 - is / was : 0;
        return darker > 0 ? own * (1 - Deepest * std::tanh(darker / Deepest)) : wanted;
    });
}

cv::Mat inHuesOfHair(const cv::Mat& colours) {
    const cv::Mat possible = cv::min(cv::max(colours, 0), 1);
    cv::Mat result;
    cv::cvtColor(possible, result, cv::COLOR_RGB2HSV);
    result.forEach<cv::Vec3f>([](cv::Vec3f& pixel, const int*) { pixel = nearestOfHair(pixel); });
    cv::cvtColor(result, result, cv::COLOR_HSV2RGB);
    cv::Mat lighter = lumaOf(colours) - lumaOf(result);
    cv::merge(std::vector<cv::Mat>{lighter, lighter, lighter}, lighter);
    return result + lighter;
}

cv::Mat blackened(const cv::Mat& colours, const cv::Mat& hair, float share) {
    // Three quarters of black hair in CelebA are lighter than 0.086, and three quarters are warmer than 0.19
    // (facet_measure, HairColours).
    constexpr HairTone Black = {0.075, 0.19};
    const HairTone tone = toneOf(colours, hair);
    const auto gain = [share](double value, double black) {
        return value > black ? 1 + share * (black / value - 1) : 1;
    };
    const double light = gain(tone.luma, Black.luma);
    const double saturation = gain(tone.warmth, Black.warmth);
    cv::Mat grey;
    cv::cvtColor(lumaOf(colours), grey, cv::COLOR_GRAY2RGB);
    return light * saturation * colours + light * (1 - saturation) * grey;
}

}  // namespace facet::face
