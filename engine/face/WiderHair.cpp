// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/face/WiderHair.h"

#include "engine/face/ColourMixture.h"
#include "engine/face/CropSampler.h"
#include "engine/face/FaceRegions.h"
#include "engine/face/PersonFinder.h"
#include "engine/face/Planes.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cmath>
#include <vector>

namespace facet::face {
namespace {

constexpr int Larger = PersonSide;
constexpr double Times = 2.2;  // as long a side as the face's crop
constexpr double MiddleX = 0.5;
constexpr double MiddleY = 0.65;  // of the larger crop, in the face's: hair is long downwards

Alignment around(const Alignment& alignment) {
    const auto& m = alignment.matrix();
    const Point corner = alignment.toPhoto(inFacesCrop({0, 0}));
    return Alignment::fromMatrix({m[0] * Times, m[1] * Times, corner.x, m[3] * Times, m[4] * Times, corner.y});
}

/// 0 … 255, as ColourMixture wants them.
std::vector<cv::Vec3f> coloursOf(const cv::Mat& crop, int side) {
    cv::Mat small;
    cv::resize(crop, small, {side, side}, 0, 0, cv::INTER_AREA);
    std::vector<cv::Vec3f> colours(small.begin<cv::Vec3f>(), small.end<cv::Vec3f>());
    for (auto& colour : colours) {
        colour *= 255;
    }
    return colours;
}

/// Where a part is rather than all else of the person, the surer the more.
cv::Mat surely(const cv::Mat& part, const cv::Mat& person) {
    return cv::max(2 * part - person, 0);
}

/// What colours the parts of one head have.
class HeadColours {
 public:
    HeadColours(const cv::Mat& crop, const PartShares& shares) {
        const cv::Mat person = matOf(shares.person, shares.side);
        const cv::Mat hair = matOf(shares.hair, shares.side);
        const cv::Mat skin = matOf(shares.skin, shares.side);
        const auto colours = coloursOf(crop, shares.side);
        const std::vector<float> sure = surely(hair, person).reshape(1, 1);
        m_hair.emplace_back(colours, sure, Components);
        m_usual = matOf(sure, shares.side).dot(matOf(m_hair.front().logDensity(colours), shares.side)) /
                  (cv::sum(sure)[0] + 1e-6);
        addOther(colours, surely(skin, person));
        addOther(colours, surely(person - hair - skin, person));
    }

    /// What is no hair, or hardly any of it: CV_32F, 0 … 1. Hair among it stays likelier hair, of which it is all.
    void addOther(const std::vector<cv::Vec3f>& colours, const cv::Mat& shares) {
        constexpr double Enough = 20;  // pixels
        if (cv::sum(shares)[0] > Enough) {
            m_others.emplace_back(colours, std::vector<float>(shares.reshape(1, 1)), Components);
        }
    }

    /// How surely each colour is the hair's and no other part's, 0 … 1.
    std::vector<float> hairIn(const std::vector<cv::Vec3f>& colours) const {
        constexpr double Unlikely = 6;  // less than usual, in the logarithm: no hair has it
        constexpr double Likely = 3;
        constexpr float Prior = 1;  // what is joined to hair is rather hair, too
        const auto hair = m_hair.front().logDensity(colours);
        std::vector<float> most(hair.size(), -1e30F);
        for (const auto& mixture : m_others) {
            const auto other = mixture.logDensity(colours);
            std::transform(most.begin(), most.end(), other.begin(), most.begin(),
                           [](float a, float b) { return std::max(a, b); });
        }
        std::vector<float> result(hair.size());
        for (std::size_t i = 0; i < result.size(); ++i) {
            const double rather = 1 / (1 + std::exp(std::clamp(most[i] - hair[i] - Prior, -30.0F, 30.0F)));
            result[i] = static_cast<float>(rather * smoothStep((hair[i] - m_usual + Unlikely) / (Unlikely - Likely)));
        }
        return result;
    }

 private:
    static constexpr int Components = 3;

    std::vector<ColourMixture> m_hair;  // one
    std::vector<ColourMixture> m_others;
    double m_usual = 0;
};

/// How much hair there is near the crop's border, in pixels.
double hairAtBorder(const PartShares& shares) {
    constexpr int Near = 4;
    cv::Mat border = matOf(shares.hair, shares.side).clone();
    border(cv::Rect(Near, Near, shares.side - 2 * Near, shares.side - 2 * Near)) = 0;
    return cv::sum(border)[0];
}

/// `hair` without what no path through hair joins to that of `own`.
cv::Mat joinedTo(const cv::Mat& own, const cv::Mat& hair) {
    constexpr int Enough = 80;  // pixels of a piece in the face's crop
    cv::Mat labels;
    const int count = cv::connectedComponents(hair > 0.5, labels, 4);
    std::vector<int> inCrop(count, 0);
    for (int i = 0; i < Larger * Larger; ++i) {
        inCrop[labels.ptr<int>()[i]] += own.ptr<float>()[i] > 0.5F ? 1 : 0;
    }
    cv::Mat joined(hair.size(), CV_8U);
    for (int i = 0; i < Larger * Larger; ++i) {
        const int label = labels.ptr<int>()[i];
        joined.ptr()[i] = label > 0 && inCrop[label] >= Enough ? 255 : 0;
    }
    cv::dilate(joined, joined, cv::Mat::ones(3, 3, CV_8U));
    cv::Mat result = hair.clone();
    result.setTo(0, joined == 0);
    return result;
}

bool isInCrop(Point p) {
    return p.x >= 0 && p.x < 1 && p.y >= 0 && p.y < 1;
}

bool isIn(const Image& photo, Point p) {
    return p.x >= 0 && p.x < photo.width() && p.y >= 0 && p.y < photo.height();
}

/// Of a map of the face's crop; 0 beyond it.
float valueAt(const std::vector<float>& map, int side, Point p) {
    return isInCrop(p) ? map[std::size_t(p.y * side) * side + std::size_t(p.x * side)] : 0;
}

/// value(place in the face's crop) for every pixel of the larger one.
template <class Value>
std::vector<float> inLarger(Value value) {
    return mapOfCrop(Larger, [&](Point p, int) { return value(inFacesCrop(p)); });
}

/// What of a person is below the face is mostly clothes, of which the face's own crop may show nothing.
template <class IsInPhoto>
void addClothes(HeadColours& colours, const cv::Mat& crop, const cv::Mat& person, const IsInPhoto& isInPhoto) {
    constexpr int Small = 64;
    constexpr double Shoulders = 1.1;  // of the face's crop
    constexpr double Chest = 1.4;
    const auto below =
        inLarger([&](Point p) { return isInPhoto(p) ? smoothStep((p.y - Shoulders) / (Chest - Shoulders)) : 0.0F; });
    cv::Mat clothes;
    cv::resize(person.mul(matOf(below, Larger)), clothes, {Small, Small}, 0, 0, cv::INTER_AREA);
    colours.addOther(coloursOf(crop, Small), clothes);
}

}  // namespace

Point inFacesCrop(Point inLarger) {
    return {MiddleX + (inLarger.x - 0.5) * Times, MiddleY + (inLarger.y - 0.5) * Times};
}

float seamAt(Point inFacesCrop) {
    constexpr double Border = 0.08;  // where an edit of the crop ends anyway
    constexpr double Width = 0.12;
    const double distance = std::min({inFacesCrop.x, 1 - inFacesCrop.x, inFacesCrop.y, 1 - inFacesCrop.y});
    return smoothStep((distance - Border) / Width);
}

std::optional<HairAround> findHairAround(const Image& photo, const Alignment& alignment, const SortedCrop& sorted) {
    constexpr double Enough = 12;        // pixels of the face's crop
    constexpr double EnoughBeyond = 30;  // of the larger one
    constexpr double Strands = 1.5;
    constexpr double Wholly = 0.6;  // a person's soft edge is the person's
    if (hairAtBorder(sorted.shares) < Enough) {
        return std::nullopt;
    }
    const PartShares& shares = sorted.shares;
    HairAround result{around(alignment), {}, {}};
    result.crop = pictureOf(sampleCrop(photo, result.alignment, Larger), Larger);
    const cv::Mat person = cv::min(findPerson(result.crop) / Wholly, 1);
    HeadColours colours(sorted.crop, shares);
    addClothes(colours, result.crop, person, [&](Point p) { return isIn(photo, alignment.toPhoto(p)); });
    const auto likely = colours.hairIn(coloursOf(result.crop, Larger));
    const auto own = inLarger([&](Point p) { return valueAt(shares.hair, shares.side, p); });
    const auto seam = inLarger(seamAt);
    const auto possible =
        inLarger([&](Point p) { return isInCrop(p) ? valueAt(shares.person, shares.side, p) : 1.0F; });
    cv::Mat hair;
    cv::GaussianBlur(matOf(likely, Larger), hair, {}, Strands);
    hair = hair.mul(person);
    hair = cv::min(hair, matOf(possible, Larger));
    hair += matOf(seam, Larger).mul(matOf(own, Larger) - hair);
    result.hair = joinedTo(matOf(own, Larger), hair);
    const auto beyond =
        inLarger([&](Point p) { return isInCrop(p) || !isIn(photo, alignment.toPhoto(p)) ? 0.0F : 1.0F; });
    return result.hair.dot(matOf(beyond, Larger)) < EnoughBeyond ? std::nullopt : std::optional(result);
}

}  // namespace facet::face
