// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/face/Paint.h"

#include "engine/face/EditMasks.h"
#include "engine/face/FaceRegions.h"
#include "engine/face/PartColours.h"

#include <algorithm>
#include <cmath>

namespace facet::face {
namespace {

/// How red and how blue a colour is beside green, as logarithms, and how light.
struct Tint {
    float red = 0;
    float blue = 0;
    float luma = 0;
};

Tint tintOf(const cv::Vec3f& colour) {
    constexpr float Black = 0.01F;
    const auto log = [&](int channel) { return std::log(std::max(colour[channel], Black)); };
    return {log(0) - log(1), log(2) - log(1), lumaOf(colour)};
}

cv::Vec3f colourOf(const Tint& tint) {
    const cv::Vec3f hue(std::exp(tint.red), 1, std::exp(tint.blue));
    return hue * (tint.luma / lumaOf(hue));
}

/// How far paint changes what it is put on: factors of its light, and logarithms of how much redder it is.
struct Thickness {
    float dark = 1;
    float light = 1;
    float red = 0;
};

Thickness between(const Thickness& a, const Thickness& b, float share) {
    const auto mix = [share](float x, float y) { return x + share * (y - x); };
    return {mix(a.dark, b.dark), mix(a.light, b.light), mix(a.red, b.red)};
}

/// Of make-up in a place of the crop.
Thickness thicknessAt(Point p) {
    constexpr Thickness OnSkin = {0.7F, 1.4F, 0.25F};
    constexpr Thickness OnBrows = {0.5F, 1.3F, 0.25F};
    constexpr Thickness OnEyes = {0.15F, 1.3F, 0.45F};
    constexpr Thickness OnLips = {0.5F, 1, 0.9F};  // what is lighter there are teeth
    const Thickness above = between(between(OnSkin, OnBrows, onBrows(p)), OnEyes, aroundEyes(p));
    return between(above, OnLips, likelyLips(p));
}

/// `wanted`, but within least and most, or as far out of them as `own` is.
float within(float wanted, float own, float least, float most) {
    return std::clamp(wanted, std::min(own, least), std::max(own, most));
}

/// What lips of a tint become beside skin, where the model wants another.
Tint lipstickOn(const Tint& own, const Tint& wanted, const Tint& skin, float paint) {
    // Lips of women with lipstick in CelebA are redder than their skin by 0.14 in the median and by 0.44 at most, but
    // for one in twenty; those of women without by 0.13 and 0.53 (facet_measure, LipColours).
    constexpr float Seen = 0.3F;
    constexpr float Bare = 0.13F;
    constexpr float MostRed = 0.6F;
    constexpr float LeastBlue = -0.1F;
    constexpr float MostBlue = 0.2F;  // one in twenty with lipstick is beyond 0.14
    constexpr float Darkest = 0.6F;
    constexpr float Lightest = 1.3F;
    Tint result;
    if (paint > 0) {
        const float missing = std::max(skin.red + Seen - own.red, 0.0F);
        const float least = own.red + std::min(paint, 1.0F) * missing + std::max(paint - 1, 0.0F) * Seen / 2;
        result.red = std::max(within(wanted.red, own.red, own.red, skin.red + MostRed), least);
    } else {
        result.red = within(wanted.red, own.red, skin.red + Bare, own.red);
    }
    result.blue = within(wanted.blue, own.blue, skin.blue + LeastBlue, skin.blue + MostBlue);
    result.luma = std::clamp(wanted.luma, Darkest * own.luma, (paint > 0 ? 1 : Lightest) * own.luma);
    return result;
}

}  // namespace

cv::Scalar lipstickGain(const cv::Mat& now, const cv::Mat& before, const cv::Mat& painted, const cv::Mat& lips,
                        float paint) {
    constexpr double Enough = 4;  // places with lips, to know their colour by
    const double total = cv::sum(lips)[0];
    if (total < Enough) {
        return cv::Scalar::all(1);
    }
    const cv::Mat each = inShares(lips);
    const auto mean = [&](const cv::Mat& picture) { return asColour(cv::sum(picture.mul(each)) / total); };
    const cv::Vec3f lipsNow = mean(now);
    const Tint own = tintOf(lipsNow);
    const Tint bare = tintOf(mean(before));
    const Tint drawn = tintOf(mean(painted));
    const Tint wanted = {own.red + drawn.red - bare.red, own.blue + drawn.blue - bare.blue,
                         own.luma + drawn.luma - bare.luma};
    const cv::Vec3f after = colourOf(lipstickOn(own, wanted, tintOf(asColour(skinColour(now))), paint));
    const auto gain = [&](int channel) { return after[channel] / std::max(lipsNow[channel], 0.01F); };
    return {gain(0), gain(1), gain(2)};
}

cv::Mat withinBlush(const cv::Mat& from, const cv::Mat& to, float paint) {
    constexpr float MostRed = 0.12F;
    constexpr float MostPale = 0.06F;
    constexpr float MostBlue = 0.06F;
    const float red = (paint > 0 ? MostRed : MostPale) * paint;
    const float blue = MostBlue * std::abs(paint);
    cv::Mat result(to.size(), CV_32FC3);
    result.forEach<cv::Vec3f>([&](cv::Vec3f& pixel, const int* at) {
        const Tint own = tintOf(from.at<cv::Vec3f>(at));
        const Tint wanted = tintOf(to.at<cv::Vec3f>(at));
        pixel = colourOf({std::clamp(wanted.red, own.red + std::min(red, 0.0F), own.red + std::max(red, 0.0F)),
                          std::clamp(wanted.blue, own.blue, own.blue + blue), std::min(wanted.luma, own.luma)});
    });
    return result;
}

cv::Mat withinMakeup(const cv::Mat& from, const cv::Mat& to, float paint) {
    constexpr float Hue = 0.16F;  // of paint that is neither red nor dark
    constexpr float Off = 0.4F;   // what was beneath it nobody has seen
    const float amount = paint > 0 ? paint : -Off * paint;
    cv::Mat result(to.size(), CV_32FC3);
    result.forEach<cv::Vec3f>([&](cv::Vec3f& pixel, const int* at) {
        const Thickness most = thicknessAt({(at[1] + 0.5) / to.cols, (at[0] + 0.5) / to.rows});
        const Tint own = tintOf(from.at<cv::Vec3f>(at));
        const Tint wanted = tintOf(to.at<cv::Vec3f>(at));
        const float dark = std::pow(paint > 0 ? most.dark : 1 / most.light, amount);
        const float light = std::pow(paint > 0 ? most.light : 1 / most.dark, amount);
        const float paler = amount * (paint > 0 ? Hue : most.red);
        const float redder = amount * (paint > 0 ? most.red : Hue);
        pixel = colourOf({std::clamp(wanted.red, own.red - paler, own.red + redder),
                          std::clamp(wanted.blue, own.blue - amount * Hue, own.blue + amount * Hue),
                          std::clamp(wanted.luma, own.luma * dark, own.luma * light)});
    });
    return result;
}

cv::Mat withinLips(const cv::Mat& from, const cv::Mat& to) {
    constexpr float MostRed = 0.15F;
    constexpr float MostBlue = 0.1F;
    constexpr float Lighter = 0.1F;
    const Tint lips = tintOf(asColour(lipColour(from)));
    const Tint skin = tintOf(asColour(skinColour(from)));
    const float red = std::max(lips.red, skin.red) + MostRed;
    const float blue = std::max(lips.blue, skin.blue) + MostBlue;
    cv::Mat result = to.clone();
    result.forEach<cv::Vec3f>([&](cv::Vec3f& pixel, const int* at) {
        const Tint own = tintOf(from.at<cv::Vec3f>(at));
        const Tint wanted = tintOf(pixel);
        // What is much lighter is another thing, of which a shadow's own hue says nothing.
        const float same = std::clamp(1 - (wanted.luma - own.luma) / Lighter, 0.0F, 1.0F);
        const Tint bounded = {std::min(wanted.red, red + same * std::max(own.red - red, 0.0F)),
                              std::min(wanted.blue, blue + same * std::max(own.blue - blue, 0.0F)), wanted.luma};
        if (bounded.red < wanted.red || bounded.blue < wanted.blue) {
            pixel = colourOf(bounded);
        }
    });
    return result;
}

}  // namespace facet::face
