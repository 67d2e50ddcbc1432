// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/face/LipFinder.h"

#include "engine/face/ColourMixture.h"
#include "engine/face/FaceRegions.h"
#include "engine/face/Planes.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cmath>
#include <iterator>

namespace facet::face {
namespace {

/// How much redder and bluer than green each pixel is, and a little of how light, as logarithms on the scale of levels:
/// shade is as often as not the nose's.
cv::Mat huesIn(const cv::Mat& crop) {
    constexpr float Black = 0.03F;
    constexpr float Lightness = 0.35F;
    constexpr float Levels = 150;
    cv::Mat logs;
    cv::log(crop + cv::Scalar::all(Black), logs);
    const cv::Matx33f hues(1, -1, 0, 0, -1, 1, Lightness / 3, Lightness / 3, Lightness / 3);
    cv::transform(logs, logs, Levels * hues);
    cv::GaussianBlur(logs, logs, {}, 0.005 * crop.cols);
    return logs;
}

/// Of all pixels around a mouth, which are lips.
class Mouth {
 public:
    /// `hues` as huesIn() gives them.
    explicit Mouth(const cv::Mat& hues) : m_side(hues.cols) {
        const auto usual = mapOfCrop(m_side, [](Point p, int) { return likelyLips(p); });
        const auto near = mapOfCrop(m_side, [](Point p, int) { return mouthOval(p) < 4 ? 1 : 0; });
        for (int i = 0; i < m_side * m_side; ++i) {
            if (near[i] > 0) {
                m_places.push_back(i);
                m_hues.push_back(hues.ptr<cv::Vec3f>()[i]);
                m_usual.push_back(usual[i]);
            }
        }
    }

    std::vector<float> shares() const {
        constexpr int Rounds = 4;
        std::vector<float> result = m_usual;
        for (int round = 0; round < Rounds; ++round) {
            result = told(result);
        }
        return spread(result);
    }

 private:
    /// What is known so far, made surer by the hues that lips and the rest have by it.
    std::vector<float> told(const std::vector<float>& lips) const {
        constexpr float Trust = 0.5F;  // in a pixel's colour: its neighbours say much of the same
        constexpr float Most = 12;     // that one pixel can say
        const auto surely = [&](auto share) {
            std::vector<float> weights;
            std::transform(lips.begin(), lips.end(), std::back_inserter(weights),
                           [&](float l) { return share(l) * share(l); });
            return weights;
        };
        const auto asLips = ColourMixture(m_hues, surely([](float l) { return l; }), 2).logDensity(m_hues);
        const auto asRest = ColourMixture(m_hues, surely([](float l) { return 1 - l; }), 3).logDensity(m_hues);
        std::vector<float> likelier(asLips.size());
        for (std::size_t k = 0; k < likelier.size(); ++k) {
            likelier[k] = std::clamp(asLips[k] - asRest[k], -Most, Most);
        }
        auto around = spread(likelier);
        cv::GaussianBlur(matOf(around, m_side), matOf(around, m_side), {}, 0.008 * m_side);
        std::vector<float> result(lips.size());
        for (std::size_t k = 0; k < result.size(); ++k) {
            const float odds = std::log(m_usual[k] / (1 - m_usual[k])) + Trust * around[m_places[k]];
            result[k] = 1 / (1 + std::exp(-odds));
        }
        return result;
    }

    /// Values of the pixels around the mouth on all of the crop, 0 elsewhere.
    std::vector<float> spread(const std::vector<float>& values) const {
        std::vector<float> result(std::size_t(m_side) * m_side);
        for (std::size_t k = 0; k < values.size(); ++k) {
            result[m_places[k]] = values[k];
        }
        return result;
    }

    int m_side;
    std::vector<int> m_places;
    std::vector<cv::Vec3f> m_hues;
    std::vector<float> m_usual;  // before colours are looked at
};

/// The value below which a share of the lips' lie.
float quantileOf(const cv::Mat& values, const std::vector<float>& lips, double share) {
    std::vector<float> of;
    for (std::size_t i = 0; i < lips.size(); ++i) {
        if (lips[i] > 0.5F) {
            of.push_back(values.ptr<float>()[i]);
        }
    }
    const auto at = of.begin() + static_cast<std::ptrdiff_t>(share * static_cast<double>(of.size()));
    std::nth_element(of.begin(), at, of.end());
    return of.empty() ? 0 : *at;
}

/// Much lighter than most of what was taken for lips, and less red.
void takeTeethOut(std::vector<float>& lips, const cv::Mat& crop, const cv::Mat& hues) {
    cv::Mat light;
    cv::cvtColor(crop, light, cv::COLOR_RGB2GRAY);
    cv::Mat redness;
    cv::extractChannel(hues, redness, 0);
    const float usualLight = quantileOf(light, lips, 0.3);
    const float usualRedness = quantileOf(redness, lips, 0.7);
    for (std::size_t i = 0; i < lips.size(); ++i) {
        const float lighter = std::log((light.ptr<float>()[i] + 0.01F) / (usualLight + 0.01F));
        const float paler = usualRedness - redness.ptr<float>()[i];
        lips[i] *= 1 - smoothStep((lighter - 0.25) / 0.25) * smoothStep((paler - 10) / 20);
    }
}

}  // namespace

std::vector<float> findLips(const cv::Mat& crop) {
    constexpr float Unlikely = 0.2F;
    const cv::Mat hues = huesIn(crop);
    auto lips = Mouth(hues).shares();
    takeTeethOut(lips, crop, hues);
    for (float& share : lips) {
        share = std::max(share - Unlikely, 0.0F);
    }
    return lips;
}

}  // namespace facet::face
