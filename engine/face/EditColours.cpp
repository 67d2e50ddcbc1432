// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/face/EditColours.h"

#include "engine/face/EditMasks.h"
#include "engine/face/FaceRegions.h"
#include "engine/face/Paint.h"
#include "engine/face/PartColours.h"
#include "engine/face/Planes.h"
#include "engine/face/PlausibleHues.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <iterator>
#include <map>
#include <vector>

namespace facet::face {
namespace {

bool isOfMouth(const Reach& reach) {
    return reach.hues == Hues::OfMouth || reach.hues == Hues::OfSmile;
}

/// Where attributes that count show, and no others in freer hues.
template <class Counts>
cv::Mat ownHuesOf(const std::vector<Reach>& reaches, int side, Hues hues, Counts counts) {
    return ownPlaceOf(reaches, side, counts, [hues](const Reach& reach) { return reach.hues < hues; });
}

/// `to`, but in the hues of `from`, or of mouths, where attributes are asked for that have no others: what the model
/// has for a beard on an unusual face is as often as not a hue that no beard has. The freest hues in a place count.
cv::Mat withPlausibleHues(const cv::Mat& from, const cv::Mat& to, const std::vector<Reach>& reaches) {
    cv::Mat result = to.clone();
    const auto isOfPhoto = [](const Reach& reach) { return reach.hues == Hues::OfPhoto; };
    if (std::any_of(reaches.begin(), reaches.end(), isOfMouth)) {
        const cv::Mat bound = withinLips(from, inHuesOfMouth(from, to));
        result = result + inShares(ownHuesOf(reaches, to.cols, Hues::OfMouth, isOfMouth)).mul(bound - to);
    }
    if (std::any_of(reaches.begin(), reaches.end(), isOfPhoto)) {
        result =
            result + inShares(ownHuesOf(reaches, to.cols, Hues::OfPhoto, isOfPhoto)).mul(inHuesOf(from, to) - result);
    }
    return result;
}

/// How surely lips are lips still, and no teeth: CV_32F, 0 … 1.
cv::Mat leftOf(const cv::Mat& from, const cv::Mat& to) {
    constexpr double Light = 0.1;  // so much lighter than lips were they may become,
    constexpr double Teeth = 0.3;  // and so much lighter are teeth
    cv::Mat lighter;
    cv::cvtColor(to - from, lighter, cv::COLOR_RGB2GRAY);
    return 1 - cv::min(cv::max((lighter - Light) / (Teeth - Light), 0), 1);
}

/// Of the attributes of the face that count, where it is theirs alone how the face looks.
template <class Counts>
cv::Mat ownFaceOf(const std::vector<Reach>& reaches, int side, Counts counts) {
    return ownPlaceOf(reaches, side, counts, [&](const Reach& reach) { return reach.face && !counts(reach); });
}

/// `to`, but brows of the person's own colour, before the person's own skin.
cv::Mat withOwnBrows(const cv::Mat& from, const cv::Mat& to, const std::vector<Reach>& reaches) {
    const auto isOfBrows = [](const Reach& reach) { return reach.place == Place::Brows; };
    if (std::none_of(reaches.begin(), reaches.end(), isOfBrows)) {
        return to;
    }
    constexpr float Darker = 0.8F;
    const cv::Vec3f brow = asColour(browColour(from));
    const cv::Vec3f skin = asColour(skinColour(from));
    const cv::Mat bounded = asLightAs(from, to, Darker * lumaOf(brow), lumaOf(skin));
    const cv::Mat own = towardsEither(from, bounded, brow, skin);
    return to + inShares(ownFaceOf(reaches, to.cols, isOfBrows)).mul(own - to);
}

/// `to`, but no lighter where hair is to grow on the lower face, and no lighter than the skin where it is to go.
cv::Mat withDarkGrowth(const cv::Mat& from, const cv::Mat& to, const std::vector<Reach>& reaches) {
    const auto grows = [](const Reach& reach) { return reach.place == Place::LowerFace && reach.asked > 0; };
    const auto goes = [](const Reach& reach) { return reach.place == Place::LowerFace && reach.asked < 0; };
    if (std::none_of(reaches.begin(), reaches.end(), [](const Reach& r) { return r.place == Place::LowerFace; })) {
        return to;
    }
    const cv::Mat dark = inShares(ownFaceOf(reaches, to.cols, grows)).mul(asLightAs(from, to, 0, 0) - to);
    const float skin = lumaOf(asColour(skinColour(from)));
    const cv::Mat bare = inShares(ownFaceOf(reaches, to.cols, goes)).mul(asLightAs(from, to, 0, skin) - to);
    return to + dark + bare;
}

float askedOf(Place place, const std::vector<Reach>& reaches) {
    const auto reach =
        std::find_if(reaches.begin(), reaches.end(), [place](const Reach& r) { return r.place == place; });
    return reach == reaches.end() ? 0 : reach->asked;
}

/// How far the masks are open for what is painted in a place, as a part of how far they are open for all.
cv::Mat openedFor(Place place, int side, const std::vector<Reach>& reaches, const FaceParts& parts) {
    std::vector<Reach> alone;
    std::copy_if(reaches.begin(), reaches.end(), std::back_inserter(alone),
                 [place](const Reach& reach) { return reach.place == place; });
    constexpr double Closed = 1e-4;  // where a stroke opens what no mask does, all of it shows
    const auto own = shownShares(parts, alone, side);
    const auto all = shownShares(parts, reaches, side);
    return cv::min((matOf(own, side) + Closed) / (matOf(all, side) + Closed), 1);
}

/// How far something else has come before what is painted on: lenses, a hat, a beard, a fringe.
cv::Mat coveredBy(const cv::Mat& from, const cv::Mat& to, const std::vector<Reach>& reaches) {
    constexpr double Other = 0.2;
    cv::Mat change;
    cv::cvtColor(to - from, change, cv::COLOR_RGB2GRAY);
    const cv::Mat covers =
        unionOf(reaches, to.cols, [](const Reach& reach) { return isInFront(reach) || reach.place == Place::Fringe; });
    return covers.mul(cv::min(cv::abs(change) / Other, 1));
}

/// By how much a picture was multiplied to become another.
cv::Mat ratioOf(const cv::Mat& to, const cv::Mat& from) {
    constexpr double Black = 0.01;
    return (cv::max(to, 0) + cv::Scalar::all(Black)) / (cv::max(from, 0) + cv::Scalar::all(Black));
}

/// By how much make-up multiplies each place of `now`: as the model changes `from` into `painted`, within bounds, but
/// lips are put on in one colour, for the model's own are grey or shine like teeth as often as not.
cv::Mat makeupRatio(const cv::Mat& now, const cv::Mat& from, const cv::Mat& painted, const cv::Mat& lips, float asked) {
    cv::Mat ratio = ratioOf(withinMakeup(from, painted, asked), from);
    if (asked > 0) {
        const cv::Mat onLips(now.size(), CV_32FC3, lipstickGain(now, from, painted, lips, asked));
        ratio = ratio + inShares(lips).mul(onLips - ratio);
    }
    return ratio;
}

}  // namespace

cv::Mat plausible(const cv::Mat& from, const cv::Mat& to, const std::vector<Reach>& reaches, bool isMaskedByPhoto) {
    const cv::Mat result = withPlausibleHues(from, to, reaches);
    return isMaskedByPhoto ? withDarkGrowth(from, withOwnBrows(from, result, reaches), reaches) : result;
}

cv::Mat withOwnMouth(const cv::Mat& from, const cv::Mat& to, const cv::Mat& lips, const std::vector<Reach>& reaches) {
    cv::Mat result = to.clone();
    if (std::any_of(reaches.begin(), reaches.end(), isOfMouth)) {
        const cv::Mat kept = ownHuesOf(reaches, to.cols, Hues::OfMouth, isOfMouth).mul(lips).mul(leftOf(from, to));
        result = result + inShares(kept).mul(inHuesOf(from, asLightAs(from, to, 0, 0)) - to);
    }
    const auto isSmile = [](const Reach& reach) { return reach.hues == Hues::OfSmile; };
    if (std::any_of(reaches.begin(), reaches.end(), isSmile)) {
        const cv::Mat smile = ownFaceOf(reaches, to.cols, isSmile);
        cv::Mat mouth;
        cv::GaussianBlur(lips, mouth, {}, 0.02 * lips.cols);
        const cv::Mat beside = 1 - cv::min(2 * mouth, 1);
        result = result + inShares(smile.mul(beside)).mul(inFolds(from, result) - result);
    }
    return result;
}

cv::Mat withPaint(const cv::Mat& from, const cv::Mat& to, const std::map<Place, cv::Mat>& painted, const cv::Mat& lips,
                  const std::vector<Reach>& reaches, const FaceParts& parts) {
    cv::Mat result = to.clone();
    const cv::Mat left = leftOf(from, to);
    const cv::Mat mouth = matOf(mapOfCrop(to.cols, [](Point p, int) { return aroundMouth(p); }), to.cols).clone();
    const cv::Mat bare = (1 - coveredBy(from, to, reaches)).mul(1 - mouth.mul(1 - left));
    const auto paint = [&](Place place, const cv::Mat& gain) {
        const cv::Mat share = openedFor(place, to.cols, reaches, parts).mul(place == Place::Lips ? left : bare);
        result = result + inShares(share).mul(gain - cv::Scalar::all(1)).mul(result);
    };
    for (const Place place : {Place::Skin, Place::Cheeks, Place::Lips}) {
        const auto picture = painted.find(place);
        if (picture == painted.end()) {
            continue;
        }
        const float asked = askedOf(place, reaches);
        if (place == Place::Lips) {
            const cv::Scalar gain = lipstickGain(result, from, picture->second, lips.mul(left), asked);
            paint(place, cv::Mat(to.size(), CV_32FC3, gain));
        } else {
            paint(place, place == Place::Cheeks ? ratioOf(withinBlush(from, picture->second, asked), from)
                                                : makeupRatio(result, from, picture->second, lips.mul(left), asked));
        }
    }
    return result;
}

}  // namespace facet::face
