// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/face/PartSorting.h"

#include "engine/face/ColourMixture.h"
#include "engine/face/CropSampler.h"
#include "engine/face/FaceRegions.h"
#include "engine/face/PersonFinder.h"
#include "engine/face/Planes.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <array>
#include <cmath>

namespace facet::face {
namespace {

constexpr int Side = PartNetwork::Side;
constexpr int Pixels = Side * Side;

/// A value for every pixel of the working size.
template <class Value>
std::vector<float> map(Value value) {
    return mapOfCrop(Side, value);
}

/// How much of each pixel is the person: of a face that is turned, half an oval is not. Where the network sees nobody
/// there is a drawing, or a statue: then the place alone tells.
std::vector<float> personOf(const cv::Mat& person) {
    constexpr double Core = 0.4;  // of the oval: a face in any pose
    const auto oval = map([](Point p, int) { return faceOval(p) < 1 ? 1 : 0; });
    const bool isSeen = matOf(oval, Side).dot(person) > 0.5 * cv::sum(matOf(oval, Side))[0];
    return map([&](Point p, int i) {
        if (isSeen) {
            return faceOval(p) < Core ? 1.0F : person.ptr<float>()[i];
        }
        const float head = smoothStep((1.4 - ellipseInMiddle({p.x, std::min(p.y, 0.55)}, 0.55, 0.36, 0.5)) / 0.6);
        return std::max(static_cast<float>(oval[i]), head);
    });
}

/// Hair, bare skin, and what of the person is neither.
enum Part { Hair, Skin, Other, PartCount };
using Shares = std::array<std::vector<float>, PartCount>;

/// As the network expects them, of what is person alone.
Shares expectedIn(const cv::Mat& crop, const std::vector<float>& person, const PartNetwork& network) {
    constexpr float Least = 0.01F;
    const cv::Mat all = network.expect(crop, matOf(person, Side));
    Shares shares;
    shares.fill(std::vector<float>(Pixels));
    for (int i = 0; i < Pixels; ++i) {
        cv::Vec3f here = all.ptr<cv::Vec3f>()[i];
        here[Other] -= 1 - person[i];  // what is behind is nothing of the person's
        float sum = 0;
        for (int part = 0; part < PartCount; ++part) {
            here[part] = std::max(here[part] - Least, 1e-6F);
            sum += here[part];
        }
        for (int part = 0; part < PartCount; ++part) {
            shares[part][i] = here[part] / sum;
        }
    }
    return shares;
}

/// Of the person, where one part is rather than all others, the surer the more.
std::vector<float> surely(const std::vector<float>& part, const std::vector<float>& person) {
    return map([&](Point, int i) { return person[i] * std::max(0.0F, 2 * part[i] - 1); });
}

/// How much of `hair` has other colours than the face's skin, 0 … 1: little on a bald head, whatever was expected
/// there.
float hairinessOf(const std::vector<cv::Vec3f>& pixels, const std::vector<float>& hair) {
    constexpr double Hairy = 0.1;  // of the hair; strands shine like skin
    constexpr float Unlikely = 6;  // by so much in the logarithm a colour is surely none of the skin's
    const auto skin = map([](Point p, int) { return isSurelySkin(p) ? 1 : 0; });
    const auto logs = ColourMixture(pixels, skin, 2).logDensity(pixels);
    const auto mean = [](const std::vector<float>& values, const std::vector<float>& of) {
        return matOf(of, Side).dot(matOf(values, Side)) / (cv::sum(matOf(of, Side))[0] + 1e-6);
    };
    const double usual = mean(logs, skin);
    const auto unlike = map([&](Point, int i) { return smoothStep((usual - logs[i]) / Unlikely); });
    return static_cast<float>(std::clamp(mean(unlike, hair) / Hairy, 0.01, 1.0));
}

void takeForSkin(Shares& shares, float hairiness) {
    for (int i = 0; i < Pixels; ++i) {
        const float hair = shares[Hair][i] * hairiness;
        shares[Skin][i] += shares[Hair][i] - hair;
        shares[Hair][i] = hair;
    }
}

/// How well each pixel's colour suits a part, as a logarithm; nothing where too little is surely that part.
std::vector<float> suits(const std::vector<cv::Vec3f>& pixels, const std::vector<float>& sample) {
    constexpr double Enough = 20;  // pixels
    const bool isKnown = cv::sum(matOf(sample, Side))[0] > Enough;
    return isKnown ? ColourMixture(pixels, sample, 3).logDensity(pixels) : std::vector<float>();
}

/// What is expected, made sure by what colours the photo's own hair, skin and clothes have.
Shares sorted(const std::vector<cv::Vec3f>& pixels, const Shares& expected, const std::vector<float>& person) {
    constexpr float Trust = 0.5F;  // in a pixel's colour: its neighbours say much of the same
    constexpr float Impossible = -8;
    std::array<std::vector<float>, PartCount> logs;
    for (int part = 0; part < PartCount; ++part) {
        logs[part] = suits(pixels, surely(expected[part], person));
    }
    Shares shares = expected;
    for (int i = 0; i < Pixels; ++i) {
        float most = -1e30F;
        for (const auto& log : logs) {
            most = log.empty() ? most : std::max(most, log[i]);
        }
        float sum = 0;
        for (int part = 0; part < PartCount; ++part) {
            const float less = logs[part].empty() ? 0 : std::max(logs[part][i] - most, Impossible);
            shares[part][i] *= std::exp(Trust * less);
            sum += shares[part][i];
        }
        for (auto& part : shares) {
            part[i] /= sum;
        }
    }
    return shares;
}

/// `crop` and `person` as SortedCrop has them.
PartShares partsIn(const cv::Mat& crop, const cv::Mat& person, const PartNetwork& network) {
    cv::Mat smallCrop;
    cv::Mat smallPerson;
    cv::resize(crop, smallCrop, {Side, Side}, 0, 0, cv::INTER_AREA);
    cv::resize(person, smallPerson, {Side, Side}, 0, 0, cv::INTER_AREA);
    std::vector<cv::Vec3f> pixels;
    pixels.reserve(Pixels);
    for (int i = 0; i < Pixels; ++i) {
        pixels.emplace_back(smallCrop.ptr<cv::Vec3f>()[i] * 255);
    }
    const auto inside = personOf(smallPerson);
    Shares expected = expectedIn(smallCrop, inside, network);
    takeForSkin(expected, hairinessOf(pixels, surely(expected[Hair], inside)));
    const Shares shares = sorted(pixels, expected, inside);
    PartShares result{Side, inside, {}, {}};
    result.hair = map([&](Point, int i) { return inside[i] * shares[Hair][i]; });
    result.skin = map([&](Point, int i) { return inside[i] * shares[Skin][i]; });
    return result;
}

}  // namespace

SortedCrop sortCrop(const Image& photo, const Alignment& alignment, const PartNetwork& network) {
    const cv::Mat crop = pictureOf(sampleCrop(photo, alignment, PersonSide), PersonSide);
    const cv::Mat person = findPerson(crop);
    return {crop, person, partsIn(crop, person, network)};
}

}  // namespace facet::face
