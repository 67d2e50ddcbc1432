// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/face/PartSorting.h"

#include "engine/Alignment.h"
#include "engine/face/ColourMixture.h"
#include "engine/face/FaceRegions.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cmath>

namespace facet::face {
namespace {

constexpr int Side = 96;  // at which the parts are told apart

/// A value for every pixel of the working size.
template <class Value>
std::vector<float> map(Value value) {
    return mapOfCrop(Side, value);
}

cv::Mat matOf(std::vector<float>& values, int side, int channels = 1) {
    return {side, side, CV_MAKETYPE(CV_32F, channels), values.data()};
}

/// What is known before the photo is looked at.
struct Expectation {
    std::vector<float> hairiness;  // the learnt prior
    std::vector<float> hair;       // of what is head, the share that is hair
    std::vector<float> arch;       // where hair is if there is any: over the forehead
    std::vector<float> sides;      // and where it hangs down in many faces

    explicit Expectation(const HairPrior& prior) {
        std::vector<float> values = prior.values;
        hairiness.resize(Side * Side);
        cv::resize(matOf(values, prior.side), matOf(hairiness, Side), {Side, Side}, 0, 0, cv::INTER_CUBIC);
        hair = map([&](Point p, int i) {
            const double neck = smoothStep((0.22 - asideOfMiddle(p)) / 0.06) * smoothStep((p.y - 0.70) / 0.12);
            const double likely = smoothStep((hairiness[i] - 0.12) / 0.3) * smoothStep((faceOval(p) - 0.7) / 0.6);
            return std::clamp(likely * (1 - 0.9 * neck), 0.03, 0.97);
        });
        arch = map([&](Point p, int i) {
            return smoothStep((hairiness[i] - 0.7) / 0.2) * smoothStep((faceOval(p) - 1) / 0.3);
        });
        sides = map([&](Point p, int i) {
            return smoothStep((hairiness[i] - 0.25) / 0.3) * smoothStep((faceOval(p) - 1) / 0.3);
        });
    }

    /// How much a pixel outside of the cuts tells about the background: hair that they threw out must not.
    float background(int i) const { return (1 - 0.9F * hair[i]) * (1 - 0.9F * sides[i]); }
};

/// The part of the picture that the cut finds from what is surely and probably in it.
cv::Mat cut(const cv::Mat& picture, cv::Mat labels) {
    constexpr int Rounds = 4;
    cv::Mat background;
    cv::Mat foreground;
    cv::grabCut(picture, labels, {}, background, foreground, Rounds, cv::GC_INIT_WITH_MASK);
    return (labels == cv::GC_FGD) | (labels == cv::GC_PR_FGD);
}

/// `likely` and `never` tell where the head may be; the face is always in it.
template <class Likely, class Never>
cv::Mat headCut(const cv::Mat& picture, Likely likely, Never never) {
    cv::Mat labels(Side, Side, CV_8U);
    for (int i = 0; i < Side * Side; ++i) {
        const int row = i / Side;
        const Point p{(i % Side + 0.5) / Side, (row + 0.5) / Side};
        labels.data[i] = faceOval(p) < 1 ? cv::GC_FGD
                         : likely(p, i)  ? cv::GC_PR_FGD
                         : never(p, i)   ? cv::GC_BGD
                                         : cv::GC_PR_BGD;
    }
    return cut(picture, labels);
}

/// Tells hair, skin and background apart by colour and place.
class Sorting {
 public:
    Sorting(const cv::Mat& picture, const Expectation& expected) : m_expected(expected) {
        for (int i = 0; i < Side * Side; ++i) {
            m_pixels.emplace_back(picture.at<cv::Vec3b>(i / Side, i % Side));
        }
        cv::Mat narrow = headCut(
            picture, [](Point p, int) { return ellipseInMiddle(p, 0.5, 0.36, 0.47) < 1; },
            [](Point p, int) { return ellipseInMiddle(p, 0.5, 0.54, 0.6) > 1; });
        const cv::Mat wide =
            narrow |
            headCut(
                picture,
                [&](Point p, int i) { return expected.hairiness[i] > 0.42 || ellipseInMiddle(p, 0.5, 0.36, 0.47) < 1; },
                [&](Point p, int i) { return expected.hairiness[i] < 0.12 && faceOval(p) > 1.6; });
        narrow.convertTo(narrow, CV_32F, 1 / 255.0);
        cv::GaussianBlur(narrow, narrow, {}, 1);
        m_narrow = map([&](Point, int i) { return narrow.ptr<float>()[i]; });
        m_wide = map([&](Point, int i) { return wide.data[i] != 0 ? 1 : 0; });
    }

    PartShares shares() const {
        constexpr int Rounds = 3;
        const auto sureSkin = map([](Point p, int) { return isSurelySkin(p) ? 1 : 0; });
        ColourMixture skin(m_pixels, sureSkin, 2);
        ColourMixture hair(m_pixels, map([&](Point, int i) { return m_expected.arch[i] * m_narrow[i]; }), 3);
        ColourMixture beyond(m_pixels, map([&](Point, int i) { return (1 - m_wide[i]) * m_expected.background(i); }),
                             3);
        for (int round = 1;; ++round) {
            PartShares result = sort(hair, skin, beyond);
            if (round == Rounds) {
                return result;
            }
            hair = ColourMixture(m_pixels, map([&](Point, int i) {
                                     return result.hair[i] * std::max(m_expected.arch[i], 0.05F * m_narrow[i]);
                                 }),
                                 3);
            skin = ColourMixture(m_pixels, map([&](Point p, int i) {
                                     const bool counts = !isEyeOrMouth(p) && m_expected.hair[i] < 0.95F;
                                     return sureSkin[i] + (counts ? result.skin[i] * m_narrow[i] : 0);
                                 }),
                                 3);
            beyond =
                ColourMixture(m_pixels, map([&](Point, int i) {
                                  return std::max(0.0F, 1 - result.hair[i] - result.skin[i]) * m_expected.background(i);
                              }),
                              4);
        }
    }

 private:
    PartShares sort(const ColourMixture& hair, const ColourMixture& skin, const ColourMixture& beyond) const {
        const auto hairLog = hair.logDensity(m_pixels);
        const auto skinLog = skin.logDensity(m_pixels);
        const auto beyondLog = beyond.logDensity(m_pixels);
        PartShares result{Side, std::vector<float>(Side * Side), std::vector<float>(Side * Side)};
        for (int i = 0; i < Side * Side; ++i) {
            // Both cuts may throw out dark hair where something behind is as dark.
            const float outside = m_wide[i] > 0 ? 0.6F - 0.55F * m_narrow[i] : 0.95F - 0.45F * m_expected.sides[i];
            const float logs[] = {hairLog[i] + std::log((1 - outside) * m_expected.hair[i]),
                                  skinLog[i] + std::log((1 - outside) * (1 - m_expected.hair[i])),
                                  beyondLog[i] + std::log(outside)};
            const float most = std::max({logs[0], logs[1], logs[2]});
            float weights[3];
            std::transform(logs, logs + 3, weights, [most](float l) { return std::exp(std::max(l - most, -8.0F)); });
            const float sum = weights[0] + weights[1] + weights[2];
            result.hair[i] = weights[0] / sum;
            result.skin[i] = weights[1] / sum;
        }
        for (auto* part : {&result.hair, &result.skin}) {
            cv::GaussianBlur(matOf(*part, Side), matOf(*part, Side), {}, 1);
        }
        return result;
    }

    const Expectation& m_expected;
    std::vector<cv::Vec3f> m_pixels;
    std::vector<float> m_narrow;  // the head as far as it is likely, softened
    std::vector<float> m_wide;    // and as far as it is possible
};

/// Hair hangs down: what neither touches the arch over the forehead nor begins above the eyes is a collar, or a wall of
/// its colour.
void keepWhatHangsDown(std::vector<float>& hair, const std::vector<float>& arch) {
    cv::Mat labels;
    cv::connectedComponents(matOf(hair, Side) > 0.5F, labels, 8, CV_32S);
    constexpr int Eyes = static_cast<int>(Alignment::LeftEyeInCrop.y * Side);
    std::vector<bool> isHair(static_cast<std::size_t>(Side) * Side + 1, false);
    const int* label = labels.ptr<int>();
    for (int i = 0; i < Side * Side; ++i) {
        isHair[label[i]] = isHair[label[i]] || arch[i] > 0.3F || i / Side < Eyes;
    }
    for (int i = 0; i < Side * Side; ++i) {
        if (label[i] != 0 && !isHair[label[i]]) {
            hair[i] = 0;
        }
    }
}

}  // namespace

PartShares sortParts(const cv::Mat& crop, const HairPrior& prior) {
    cv::Mat small;
    cv::resize(crop, small, {Side, Side}, 0, 0, cv::INTER_AREA);
    small.convertTo(small, CV_8U, 255);
    cv::setRNGSeed(1);  // the cut begins with clusters that are drawn
    const Expectation expected(prior);
    PartShares shares = Sorting(small, expected).shares();
    keepWhatHangsDown(shares.hair, expected.arch);
    return shares;
}

}  // namespace facet::face
