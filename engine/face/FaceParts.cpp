// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/face/FaceParts.h"

#include "engine/face/ColourMixture.h"
#include "engine/face/CropSampler.h"
#include "engine/face/GuidedFilter.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cmath>

namespace facet::face {
namespace {

constexpr int Side = 96;  // at which the parts are told apart; their edges come from the guided filter
constexpr double Middle = (Alignment::LeftEyeInCrop.x + Alignment::RightEyeInCrop.x) / 2;

float smoothStep(double t) {
    t = std::clamp(t, 0.0, 1.0);
    return static_cast<float>(t * t * (3 - 2 * t));
}

/// (distance to the centre / radius)²; 1 on the ellipse.
double ellipse(Point p, double x, double y, double radiusX, double radiusY) {
    return std::pow((p.x - x) / radiusX, 2) + std::pow((p.y - y) / radiusY, 2);
}

double faceOval(Point p) {
    return ellipse(p, Middle, 0.56, 0.23, 0.34);
}

/// Parts of a face with colours of their own, which tell nothing about its skin.
bool isEyeOrMouth(Point p) {
    return ellipse(p, Alignment::LeftEyeInCrop.x, 0.45, 0.085, 0.075) < 1 ||
           ellipse(p, Alignment::RightEyeInCrop.x, 0.45, 0.085, 0.075) < 1 || ellipse(p, Middle, 0.74, 0.13, 0.075) < 1;
}

/// A value for every pixel of the working size.
template <class Value>
std::vector<float> map(Value value) {
    std::vector<float> result(Side * Side);
    for (int i = 0; i < Side * Side; ++i) {
        const int row = i / Side;
        result[i] = static_cast<float>(value(Point{(i % Side + 0.5) / Side, (row + 0.5) / Side}, i));
    }
    return result;
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
            const double neck = smoothStep((0.22 - std::abs(p.x - Middle)) / 0.06) * smoothStep((p.y - 0.70) / 0.12);
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

struct Shares {
    std::vector<float> hair;
    std::vector<float> skin;
};

/// Tells hair, skin and background apart by colour and place.
class Sorting {
 public:
    Sorting(const cv::Mat& picture, const Expectation& expected) : m_expected(expected) {
        for (int i = 0; i < Side * Side; ++i) {
            m_pixels.emplace_back(picture.at<cv::Vec3b>(i / Side, i % Side));
        }
        cv::Mat narrow = headCut(
            picture, [](Point p, int) { return ellipse(p, Middle, 0.5, 0.36, 0.47) < 1; },
            [](Point p, int) { return ellipse(p, Middle, 0.5, 0.54, 0.6) > 1; });
        const cv::Mat wide =
            narrow |
            headCut(
                picture,
                [&](Point p, int i) { return expected.hairiness[i] > 0.42 || ellipse(p, Middle, 0.5, 0.36, 0.47) < 1; },
                [&](Point p, int i) { return expected.hairiness[i] < 0.12 && faceOval(p) > 1.6; });
        narrow.convertTo(narrow, CV_32F, 1 / 255.0);
        cv::GaussianBlur(narrow, narrow, {}, 1);
        m_narrow = map([&](Point, int i) { return narrow.ptr<float>()[i]; });
        m_wide = map([&](Point, int i) { return wide.data[i] != 0 ? 1 : 0; });
    }

    Shares shares() const {
        constexpr int Rounds = 3;
        const auto sureSkin = map([](Point p, int) { return isSurelySkin(p) ? 1 : 0; });
        ColourMixture skin(m_pixels, sureSkin, 2);
        ColourMixture hair(m_pixels, map([&](Point, int i) { return m_expected.arch[i] * m_narrow[i]; }), 3);
        ColourMixture beyond(m_pixels, map([&](Point, int i) { return (1 - m_wide[i]) * m_expected.background(i); }),
                             3);
        for (int round = 1;; ++round) {
            Shares result = sort(hair, skin, beyond);
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
    Shares sort(const ColourMixture& hair, const ColourMixture& skin, const ColourMixture& beyond) const {
        const auto hairLog = hair.logDensity(m_pixels);
        const auto skinLog = skin.logDensity(m_pixels);
        const auto beyondLog = beyond.logDensity(m_pixels);
        Shares result{std::vector<float>(Side * Side), std::vector<float>(Side * Side)};
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

/// A part's share as a map from the guide's colours, stretched so that faint shares become none: what is behind an edge
/// has some of the part in these coarse pixels, and must not glow.
std::vector<float> mapOf(std::vector<float>& share, const cv::Mat& guide) {
    constexpr int Radius = 2;
    constexpr double Softness = 4e-4;
    constexpr double Faint = 0.3;
    constexpr double Sure = 0.9;
    cv::Mat fine;
    cv::resize(matOf(share, Side), fine, guide.size(), 0, 0, cv::INTER_LINEAR);
    cv::Mat fitted = guidedMap(guide, fine, Radius, Softness);
    fitted -= cv::Scalar(0, 0, 0, Faint);
    fitted *= 1 / (Sure - Faint);
    return {fitted.ptr<float>(), fitted.ptr<float>() + 4 * fitted.total()};
}

/// Long hair goes on beyond the crop, where no edit reaches: an edit of it ends over some length, not along a line.
/// `share` is hair's; a border that is the photo's own needs no fade.
std::vector<float> fadeOf(const std::vector<float>& share, const Image& photo, const Alignment& alignment) {
    constexpr double Down = 0.34;
    constexpr double Aside = 0.16;
    constexpr double Margin = 0.02;  // crop sides
    const auto goesOn = [&](Point beyond) {
        const Point p = alignment.toPhoto(beyond);
        return p.x > 0 && p.y > 0 && p.x < photo.width() && p.y < photo.height();
    };
    const bool left = goesOn({-Margin, 0.7});
    const bool right = goesOn({1 + Margin, 0.7});
    const bool below = goesOn({0.5, 1 + Margin});
    cv::Mat border(3, Side, CV_32F);  // how much hair there is along the left, right and lower one
    for (int i = 0; i < Side; ++i) {
        border.at<float>(0, i) = left ? share[std::size_t(i) * Side + 1] : 0;
        border.at<float>(1, i) = right ? share[std::size_t(i + 1) * Side - 2] : 0;
        border.at<float>(2, i) = below ? share[std::size_t(Side - 2) * Side + i] : 0;
    }
    cv::GaussianBlur(border, border, {2 * (Side / 8) + 1, 1}, Side / 16.0);
    border = cv::min(border * 2, 1);
    auto fade = map([&](Point p, int i) {
        const auto less = [](float hair, float whole) { return 1 - hair * (1 - whole); };
        return less(border.at<float>(0, i / Side), smoothStep((p.x - 0.02) / Aside)) *
               less(border.at<float>(1, i / Side), smoothStep((0.98 - p.x) / Aside)) *
               less(border.at<float>(2, i % Side), smoothStep((0.96 - p.y) / Down));
    });
    std::vector<float> result(std::size_t(FaceParts::Side) * FaceParts::Side);
    cv::resize(matOf(fade, Side), matOf(result, FaceParts::Side), {FaceParts::Side, FaceParts::Side});
    return result;
}

}  // namespace

bool isSurelySkin(Point inCrop) {
    return ellipse(inCrop, Middle, 0.58, 0.17, 0.27) < 1 && !isEyeOrMouth(inCrop);
}

FaceParts findParts(const Image& photo, const Alignment& alignment, const HairPrior& prior) {
    std::vector<float> planes = sampleCrop(photo, alignment, FaceParts::Side);
    cv::Mat guide;
    const std::size_t plane = planes.size() / 3;
    std::vector<cv::Mat> channels;
    for (std::size_t c = 0; c < 3; ++c) {
        channels.emplace_back(FaceParts::Side, FaceParts::Side, CV_32F, planes.data() + c * plane);
    }
    cv::merge(channels, guide);
    cv::Mat small;
    cv::resize(guide, small, {Side, Side}, 0, 0, cv::INTER_AREA);
    small.convertTo(small, CV_8U, 255);

    cv::setRNGSeed(1);  // the cut begins with clusters that are drawn
    const Expectation expected(prior);
    Shares shares = Sorting(small, expected).shares();
    keepWhatHangsDown(shares.hair, expected.arch);
    auto head = map([&](Point p, int i) {
        const bool face = isEyeOrMouth(p) || isSurelySkin(p) || faceOval(p) < 0.75;
        shares.hair[i] = face ? 0 : shares.hair[i];
        return face ? 1 : shares.hair[i] + shares.skin[i];
    });
    return {{guide.ptr<float>(), guide.ptr<float>() + 3 * guide.total()},
            mapOf(head, guide),
            mapOf(shares.hair, guide),
            fadeOf(shares.hair, photo, alignment)};
}

}  // namespace facet::face
