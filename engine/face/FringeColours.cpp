// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/face/FringeColours.h"

#include "engine/face/EditMasks.h"
#include "engine/face/PartColours.h"
#include "engine/face/PlausibleHues.h"

#include <algorithm>

namespace facet::face {
namespace {

bool isFringe(const Reach& reach) {
    return reach.place == Place::Fringe;
}

/// −2 … 2; above 0 it comes.
float fringeAskedOf(const std::vector<Reach>& reaches) {
    const auto fringe = std::find_if(reaches.begin(), reaches.end(), isFringe);
    return fringe == reaches.end() ? 0 : fringe->asked;
}

/// Whether there is so much hair that its colour is known.
bool isHairKnown(const cv::Mat& hair) {
    constexpr int Enough = 40;
    return !hair.empty() && cv::countNonZero(hair > SurelyHair) >= Enough;
}

/// How far each place has gone from its own colour towards another: CV_32F, 0 … 1.
cv::Mat shareOfWay(const cv::Mat& from, const cv::Mat& to, const cv::Vec3f& end) {
    constexpr float Same = 0.02F;  // squared: colours this near say nothing
    cv::Mat result(to.size(), CV_32F);
    result.forEach<float>([&](float& share, const int* at) {
        const auto& own = from.at<cv::Vec3f>(at);
        const cv::Vec3f way = end - own;
        share = std::clamp(way.dot(to.at<cv::Vec3f>(at) - own) / (way.dot(way) + Same), 0.0F, 1.0F);
    });
    return result;
}

/// Between the photo's colours and the hair's, or where a fringe goes, the skin's, if that is nearer.
cv::Mat inOwnColours(const cv::Mat& from, const cv::Mat& to, const cv::Mat& hair, bool comes) {
    constexpr float Darker = 0.6F;  // strands are, than hair in the median
    const cv::Vec3f colour = asColour(hairColour(from, hair));
    return comes ? asLightAs(from, towardsEither(from, to, colour, colour), Darker * lumaOf(colour), lumaOf(colour))
                 : towardsEither(from, to, colour, asColour(skinColour(from)));
}

}  // namespace

cv::Mat withoutHairsDrift(const cv::Mat& change, const std::vector<Reach>& reaches, const FaceParts* parts) {
    if (parts == nullptr || std::none_of(reaches.begin(), reaches.end(), isFringe)) {
        return change;
    }
    const cv::Mat hair = sharesOf(parts->hair, *parts, change.cols);
    const auto isOther = [](const Reach& reach) { return reach.hair && !isFringe(reach); };
    return change - inShares(hair.mul(1 - unionOf(reaches, change.cols, isOther)), hairColour(change, hair));
}

std::optional<Fringe> ownFringe(const cv::Mat& from, const cv::Mat& to, const std::vector<float>& where,
                                const std::vector<Reach>& reaches, const FaceParts* parts) {
    const float asked = fringeAskedOf(reaches);
    const int side = to.cols;
    const cv::Mat hair = asked > 0 && parts != nullptr ? sharesOf(parts->hair, *parts, side) : cv::Mat();
    if (!isHairKnown(hair)) {
        return std::nullopt;
    }
    constexpr double Fully = 0.6;  // what is at least so much skin is forehead
    const cv::Mat skin = cv::max(sharesOf(parts->head, *parts, side) - hair, 0) / Fully;
    const cv::Mat modelled = shareOfWay(from, to, asColour(hairColour(from, hair)));
    const cv::Mat open = sharesOf(where, *parts, side).mul(1 - unionOf(reaches, side, isInFront));
    return fringeOf(modelled, hair, cv::min(skin, 1), open, asked);
}

cv::Mat withOwnFringe(const cv::Mat& from, const cv::Mat& to, const std::optional<Fringe>& fringe,
                      const std::vector<Reach>& reaches, const FaceParts& parts) {
    const float asked = fringeAskedOf(reaches);
    const cv::Mat hair = sharesOf(parts.hair, parts, to.cols);
    if (asked == 0 || !isHairKnown(hair)) {
        return to;
    }
    const cv::Mat beside = unionOf(reaches, to.cols, [](const Reach& reach) { return !isFringe(reach); });
    cv::Mat result = to + inShares(1 - beside).mul(inOwnColours(from, to, hair, asked > 0) - to);
    if (fringe) {
        constexpr double Model = 0.5;  // of strands, if nothing else is asked for
        const cv::Mat photo = from + inShares(beside).mul(drawnOver(result, fringe->motion, fringe->cover) - from);
        const cv::Mat share = fringe->shows.mul(1 - Model * fringe->strands.mul(1 - beside));
        result = result + inShares(share).mul(photo - result);
    }
    return result;
}

}  // namespace facet::face
