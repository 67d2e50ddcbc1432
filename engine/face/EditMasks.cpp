// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/face/EditMasks.h"

#include "engine/face/FaceRegions.h"
#include "engine/face/Planes.h"
#include "engine/face/SmoothFilter.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>

namespace facet::face {
namespace {

cv::Mat regionOf(float (*region)(Point)) {
    const auto map = mapOfCrop(SupportSide, [region](Point p, int) { return region(p); });
    return matOf(map, SupportSide).clone();
}

cv::Mat supportOf(const Reach& reach) {
    cv::Mat learnt = reach.support == nullptr ? cv::Mat(SupportSide, SupportSide, CV_32F, cv::Scalar(1))
                                              : matOf(*reach.support, SupportSide);
    switch (reach.place) {
        case Place::OfSupport:
        case Place::Skin:
            break;
        case Place::Lips:
            return cv::min(learnt, regionOf(aroundMouth));
        case Place::LowerFace:
            return cv::min(learnt, regionOf(belowEyes));
        case Place::EarLobes:
            return regionOf(onEarLobes);
        case Place::UnderEyes:
            return regionOf(underEyes);
        case Place::Eyes:
            return regionOf(aroundEyes);
        case Place::Brows:
            return regionOf(onBrows);
        case Place::Cheeks:
            return regionOf(onCheeks);
        case Place::Fringe:
            return cv::max(learnt, regionOf(aboveBrows));
    }
    return learnt;
}

}  // namespace

cv::Mat unionOf(const std::vector<Reach>& reaches, int side, const std::function<bool(const Reach&)>& counts) {
    constexpr double Fully = 0.25;  // an attribute with a quarter of the strongest amount opens its mask wholly
    cv::Mat result(SupportSide, SupportSide, CV_32F, cv::Scalar(0));
    for (const Reach& reach : reaches) {
        if (counts(reach)) {
            result = cv::max(result, supportOf(reach) * std::min(1.0, reach.share / Fully));
        }
    }
    cv::resize(result, result, {side, side}, 0, 0, cv::INTER_LINEAR);
    return result;
}

cv::Mat ownPlaceOf(const std::vector<Reach>& reaches, int side, const std::function<bool(const Reach&)>& counts,
                   const std::function<bool(const Reach&)>& others) {
    constexpr double Closed = 1e-6;
    const cv::Mat own = unionOf(reaches, side, counts);
    const cv::Mat other = unionOf(reaches, side, others);
    return cv::max(own - other, 0) / (cv::max(own, other) + Closed);
}

cv::Mat sharesOf(const std::vector<float>& maps, const FaceParts& parts) {
    const int side = FaceParts::Side;
    cv::Mat result(side, side, CV_32F);
    for (int i = 0; i < side * side; ++i) {
        const float* map = &maps[std::size_t(4) * i];
        const float* colour = &parts.guide[std::size_t(3) * i];
        result.ptr<float>()[i] =
            std::clamp(map[0] * colour[0] + map[1] * colour[1] + map[2] * colour[2] + map[3], 0.0F, 1.0F);
    }
    cv::GaussianBlur(result, result, {}, 1.5);
    return result;
}

cv::Mat sharesOf(const std::vector<float>& maps, const FaceParts& parts, int side) {
    cv::Mat result;
    cv::resize(sharesOf(maps, parts), result, {side, side}, 0, 0, cv::INTER_AREA);
    return result;
}

cv::Mat inShares(const cv::Mat& shares, const cv::Scalar& colour) {
    cv::Mat result;
    cv::merge(std::vector<cv::Mat>{shares * colour[0], shares * colour[1], shares * colour[2]}, result);
    return result;
}

cv::Mat skinOf(const FaceParts& parts, int side) {
    constexpr double Fully = 0.4;
    cv::Mat skin = sharesOf(parts.head, parts) - sharesOf(parts.hair, parts);
    cv::resize(skin, skin, {side, side}, 0, 0, cv::INTER_AREA);
    return cv::min(cv::max(skin / Fully, 0), 1);
}

}  // namespace facet::face
