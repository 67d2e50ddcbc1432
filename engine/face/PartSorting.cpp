// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/face/PartSorting.h"

#include "engine/Alignment.h"
#include "engine/face/ColourMixture.h"
#include "engine/face/FaceRegions.h"
#include "engine/face/Planes.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cmath>

namespace facet::face {
namespace {

constexpr int Side = 96;         // at which the parts are told apart
constexpr float Unlike = 0.05F;  // what counts of a pixel that may as well be another part's

/// A value for every pixel of the working size.
template <class Value>
std::vector<float> map(Value value) {
    return mapOfCrop(Side, value);
}

/// What is known of a person before the photo is looked at: each part's share of a place.
struct Expectation {
    std::vector<float> hair;
    std::vector<float> clothes;
    std::vector<float> skin;
    std::vector<float> arch;  // where hair is if there is any: over the forehead

    explicit Expectation(const HairPrior& prior) {
        std::vector<float> usual(std::size_t(Side) * Side);
        cv::resize(matOf(prior.values, prior.side), matOf(usual, Side), {Side, Side}, 0, 0, cv::INTER_CUBIC);
        const auto below = [](Point p) { return smoothStep((p.y - 0.70) / 0.25); };  // the jaw
        const auto neck = [](Point p) {
            return smoothStep((0.22 - asideOfMiddle(p)) / 0.06) * smoothStep((p.y - 0.70) / 0.12);
        };
        const auto around = [](Point p) { return smoothStep((faceOval(p) - 0.7) / 0.6); };  // the face
        const auto forehead = [](Point p) { return smoothStep((0.41 - p.y) / 0.06); };
        clothes = map([&](Point p, int) { return 0.02 + 0.4 * below(p) * around(p) * (1 - 0.8 * neck(p)); });
        hair = map([&](Point p, int i) {
            const double hanging = std::clamp(0.2 + usual[i], 0.2, 0.9) * (1 - 0.9 * neck(p));
            const double outside = around(p) * (0.85 * (1 - below(p)) + hanging * below(p));
            return (1 - clothes[i]) * std::max({0.02, 0.3 * forehead(p), outside});
        });
        skin = map([&](Point, int i) { return std::max(0.02F, 1 - clothes[i] - hair[i]); });
        arch = map(
            [&](Point p, int i) { return smoothStep((usual[i] - 0.7) / 0.2) * smoothStep((faceOval(p) - 1) / 0.3); });
    }
};

/// Tells hair, skin and clothes apart by colour and place.
class Sorting {
 public:
    Sorting(const cv::Mat& picture, const cv::Mat& person, const Expectation& expected) : m_expected(expected) {
        for (int i = 0; i < Side * Side; ++i) {
            m_pixels.emplace_back(picture.at<cv::Vec3f>(i / Side, i % Side) * 255);
        }
        // Where the network sees nobody there is a drawing, or a statue: then the place alone tells.
        const auto oval = map([](Point p, int) { return faceOval(p) < 1 ? 1 : 0; });
        const bool isSeen = matOf(oval, Side).dot(person) > 0.5 * cv::sum(matOf(oval, Side))[0];
        m_person = map([&](Point p, int i) {
            const float head = smoothStep((1.4 - ellipseInMiddle({p.x, std::min(p.y, 0.55)}, 0.55, 0.36, 0.5)) / 0.6);
            return std::max(oval[i], isSeen ? person.ptr<float>()[i] : head);
        });
    }

    PartShares shares() const {
        constexpr int Rounds = 4;
        const auto sureSkin = map([](Point p, int) { return isSurelySkin(p) ? 1 : 0; });
        ColourMixture skin(m_pixels, sureSkin, 2);
        const auto notSkin = unlike(skin, sureSkin);
        const float hairiness = std::clamp((meanOf(notSkin, m_expected.arch) - Unlike) / 0.1F, 0.01F, 1.0F);
        ColourMixture hair(m_pixels, inPerson([&](int i) { return m_expected.arch[i] * notSkin[i]; }), 3);
        const auto notHair = unlike(hair, m_expected.arch);
        ColourMixture clothes(m_pixels,
                              inPerson([&](int i) { return m_expected.clothes[i] * notSkin[i] * notHair[i]; }), 3);
        PartShares result = sort(hair, skin, clothes, hairiness);
        for (int round = 1; round < Rounds; ++round) {
            hair = ColourMixture(
                m_pixels, inPerson([&](int i) { return result.hair[i] * std::max(m_expected.arch[i], 0.1F); }), 3);
            skin = ColourMixture(m_pixels, map([&](Point p, int i) {
                                     return sureSkin[i] + (isEyeOrMouth(p) ? 0 : result.skin[i] * m_person[i]);
                                 }),
                                 3);
            clothes = ColourMixture(
                m_pixels,
                inPerson([&](int i) { return (1 - result.hair[i] - result.skin[i]) * m_expected.clothes[i]; }), 3);
            result = sort(hair, skin, clothes, hairiness);
        }
        result.hair = inPerson([&](int i) { return result.hair[i]; });
        result.skin = inPerson([&](int i) { return result.skin[i]; });
        return result;
    }

 private:
    template <class Weight>
    std::vector<float> inPerson(Weight weight) const {
        return map([&](Point, int i) { return m_person[i] * std::max(0.0F, weight(i)); });
    }

    /// The mean of values over a part of the person.
    float meanOf(const std::vector<float>& values, const std::vector<float>& part) const {
        double sum = 0;
        double total = 1e-6;
        for (int i = 0; i < Side * Side; ++i) {
            sum += double(part[i]) * m_person[i] * values[i];
            total += double(part[i]) * m_person[i];
        }
        return static_cast<float>(sum / total);
    }

    /// Unlike … 1: the less where a pixel's colour is as likely as those of the sample itself.
    std::vector<float> unlike(const ColourMixture& part, const std::vector<float>& sample) const {
        const auto logs = part.logDensity(m_pixels);
        const float usual = meanOf(logs, sample);
        return map([&](Point, int i) { return Unlike + (1 - Unlike) * smoothStep((usual - logs[i]) / 6); });
    }

    /// `hairiness`: of where hair is expected, how much has other colours than the skin; little on a bald head.
    PartShares sort(const ColourMixture& hair, const ColourMixture& skin, const ColourMixture& clothes,
                    float hairiness) const {
        const auto hairLog = hair.logDensity(m_pixels);
        const auto skinLog = skin.logDensity(m_pixels);
        const auto clothesLog = clothes.logDensity(m_pixels);
        PartShares result{Side, std::vector<float>(Side * Side), std::vector<float>(Side * Side)};
        for (int i = 0; i < Side * Side; ++i) {
            const float hairy = m_expected.hair[i] * hairiness;
            const float bare = m_expected.skin[i] + m_expected.hair[i] - hairy;
            const float logs[] = {hairLog[i] + std::log(hairy), skinLog[i] + std::log(bare),
                                  clothesLog[i] + std::log(m_expected.clothes[i])};
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
    std::vector<float> m_person;
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

PartShares sortParts(const cv::Mat& crop, const cv::Mat& person, const HairPrior& prior) {
    cv::Mat smallCrop;
    cv::Mat smallPerson;
    cv::resize(crop, smallCrop, {Side, Side}, 0, 0, cv::INTER_AREA);
    cv::resize(person, smallPerson, {Side, Side}, 0, 0, cv::INTER_AREA);
    const Expectation expected(prior);
    PartShares shares = Sorting(smallCrop, smallPerson, expected).shares();
    keepWhatHangsDown(shares.hair, expected.arch);
    return shares;
}

}  // namespace facet::face
