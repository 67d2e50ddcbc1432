// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/face/FaceParts.h"

#include "engine/face/FaceRegions.h"
#include "engine/face/GuidedFilter.h"
#include "engine/face/LipFinder.h"
#include "engine/face/PartSorting.h"
#include "engine/face/Planes.h"
#include "engine/face/WiderHair.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>

namespace facet::face {
namespace {

/// So little of a part is none of it, and so much all.
struct Share {
    double faint;
    double wholly;
};
constexpr Share Coarse{0.12, 0.5};
constexpr Share Probable{0.5, 0.85};

/// A part's share as a map from the guide's colours. What has some of the part has it wholly, so that no rim of another
/// colour stays around it; what is behind an edge has a little of it in these coarse pixels, and must not glow.
std::vector<float> mapOf(const std::vector<float>& share, int side, const cv::Mat& guide, const Share& range = Coarse) {
    constexpr int Radius = 2;
    constexpr double Softness = 4e-4;
    cv::Mat fine;
    cv::resize(matOf(share, side), fine, guide.size(), 0, 0, cv::INTER_LINEAR);
    fine = cv::min(cv::max((fine - range.faint) / (range.wholly - range.faint), 0), 1);
    const cv::Mat fitted = guidedMap(guide, fine, Radius, Softness);
    return {fitted.ptr<float>(), fitted.ptr<float>() + 4 * fitted.total()};
}

/// Long hair goes on beyond the crop, where no edit but of the hair alone reaches: others of it end over some length,
/// not along a line. A border that is the photo's own needs no fade.
std::vector<float> fadeOf(const PartShares& shares, const Image& photo, const Alignment& alignment) {
    const int side = shares.side;
    constexpr double Down = 0.34;
    constexpr double Aside = 0.16;
    constexpr double Outside = 0.02;  // crop sides
    const auto goesOn = [&](Point beyond) {
        const Point p = alignment.toPhoto(beyond);
        return p.x > 0 && p.y > 0 && p.x < photo.width() && p.y < photo.height();
    };
    const bool left = goesOn({-Outside, 0.7});
    const bool right = goesOn({1 + Outside, 0.7});
    const bool below = goesOn({0.5, 1 + Outside});
    cv::Mat border(3, side, CV_32F);  // how much hair there is along the left, right and lower one
    for (int i = 0; i < side; ++i) {
        border.at<float>(0, i) = left ? shares.hair[std::size_t(i) * side + 1] : 0;
        border.at<float>(1, i) = right ? shares.hair[std::size_t(i + 1) * side - 2] : 0;
        border.at<float>(2, i) = below ? shares.hair[std::size_t(side - 2) * side + i] : 0;
    }
    cv::GaussianBlur(border, border, {2 * (side / 8) + 1, 1}, side / 16.0);
    border = cv::min(border * 2, 1);
    auto fade = mapOfCrop(side, [&](Point p, int i) {
        const auto less = [](float hair, float whole) { return 1 - hair * (1 - whole); };
        return less(border.at<float>(0, i / side), smoothStep((p.x - 0.02) / Aside)) *
               less(border.at<float>(1, i / side), smoothStep((0.98 - p.x) / Aside)) *
               less(border.at<float>(2, i % side), smoothStep((0.96 - p.y) / Down));
    });
    std::vector<float> result(std::size_t(FaceParts::Side) * FaceParts::Side);
    cv::resize(matOf(fade, side), matOf(result, FaceParts::Side), {FaceParts::Side, FaceParts::Side});
    return result;
}

/// What of the hair around is for the larger crop's edit.
std::optional<WiderHair> widerOf(const std::optional<HairAround>& around) {
    if (!around) {
        return std::nullopt;
    }
    const auto resized = [&](int side) {
        cv::Mat picture;
        cv::resize(around->crop, picture, {side, side}, 0, 0, cv::INTER_AREA);
        return picture;
    };
    const cv::Mat picture = resized(WiderHair::PictureSide);
    auto maps = mapOf(around->hair.reshape(1, 1), around->hair.cols, resized(WiderHair::Side), Probable);
    const auto own = mapOfCrop(WiderHair::Side, [](Point p, int) { return seamAt(inFacesCrop(p)); });
    for (std::size_t i = 0; i < maps.size(); ++i) {
        maps[i] *= 1 - own[i / 4];
    }
    cv::Mat halves;
    cv::Mat(maps).convertTo(halves, CV_16F);
    return WiderHair{around->alignment,
                     {picture.ptr<float>(), picture.ptr<float>() + 3 * picture.total()},
                     {halves.ptr<std::uint16_t>(), halves.ptr<std::uint16_t>() + halves.total()}};
}

}  // namespace

FaceParts findParts(const Image& photo, const Alignment& alignment, const PartNetwork& network) {
    SortedCrop sorted = sortCrop(photo, alignment, network);
    PartShares& shares = sorted.shares;
    cv::Mat guide;
    cv::resize(sorted.crop, guide, {FaceParts::Side, FaceParts::Side}, 0, 0, cv::INTER_AREA);
    // Faces have no hair in what follows, and in what is around them neither.
    const auto head = mapOfCrop(shares.side, [&](Point p, int i) {
        const bool face = isEyeOrMouth(p) || isSurelySkin(p) || (faceOval(p) < 0.75 && p.y > 0.4);
        shares.hair[i] = face ? 0 : shares.hair[i];
        return face ? shares.person[i] : shares.hair[i] + shares.skin[i];
    });
    return {{guide.ptr<float>(), guide.ptr<float>() + 3 * guide.total()},
            mapOf(head, shares.side, guide),
            mapOf(shares.hair, shares.side, guide),
            mapOf(findLips(guide), guide.cols, guide),
            fadeOf(shares, photo, alignment),
            widerOf(findHairAround(photo, alignment, sorted))};
}

}  // namespace facet::face
