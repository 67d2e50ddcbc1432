// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/face/EditBeyond.h"

#include "engine/face/EditMasks.h"
#include "engine/face/FaceRegions.h"
#include "engine/face/Planes.h"
#include "engine/face/PlausibleHues.h"
#include "engine/face/WiderHair.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cmath>

namespace facet::face {
namespace {

/// Colours [side, side, 3] as a picture, without a copy.
cv::Mat pictureIn(const std::vector<float>& colours, int side) {
    return {side, side, CV_32FC3, const_cast<float*>(colours.data())};
}

cv::Mat greyOf(const cv::Mat& picture) {
    cv::Mat grey;
    cv::cvtColor(picture, grey, cv::COLOR_RGB2GRAY);
    return grey;
}

/// A change of colour as a line over the luma of what changes, by weighted least squares.
class ChangeByLuma {
 public:
    /// `change` CV_32FC3; `luma` and `weights` CV_32F, of its size.
    ChangeByLuma(const cv::Mat& change, const cv::Mat& luma, const cv::Mat& weights) {
        constexpr double Even = 0.002;  // a variance: hair that is all as light says nothing of other hair
        const double sum = cv::sum(weights)[0] + 1e-6;
        m_luma = weights.dot(luma) / sum;
        const cv::Mat apart = luma - m_luma;
        const double variance = weights.dot(apart.mul(apart)) / sum;
        m_most = Furthest * std::sqrt(variance);
        const cv::Scalar mean = cv::sum(change.mul(inShares(weights))) / sum;
        const cv::Scalar along = cv::sum(change.mul(inShares(weights.mul(apart)))) / (sum * (variance + Even));
        for (int c = 0; c < 3; ++c) {
            m_mean[c] = static_cast<float>(mean[c]);
            m_slope[c] = static_cast<float>(along[c]);
        }
    }

    cv::Vec3f at(float luma) const {
        return m_mean + m_slope * static_cast<float>(std::clamp(luma - m_luma, -m_most, m_most));
    }

 private:
    static constexpr double Furthest = 2.5;  // standard deviations

    double m_luma = 0;
    double m_most = 0;
    cv::Vec3f m_mean;
    cv::Vec3f m_slope;
};

}  // namespace

std::shared_ptr<const FaceEdit> beyondCrop(const FaceEdit& ofHair, const FaceParts& parts,
                                           const std::vector<Reach>& reaches) {
    if (!parts.wider || std::none_of(reaches.begin(), reaches.end(), isOfHair)) {
        return nullptr;
    }
    const WiderHair& wider = *parts.wider;
    const cv::Mat hair = sharesOf(parts.hair, parts, ofHair.side);
    const auto shown = mapOfCrop(ofHair.side, [](Point p, int) { return seamAt(p); });
    cv::Mat crop;
    cv::resize(pictureIn(parts.guide, FaceParts::Side), crop, {ofHair.side, ofHair.side}, 0, 0, cv::INTER_AREA);
    const ChangeByLuma change(pictureOf(ofHair.difference, ofHair.side), greyOf(crop),
                              hair.mul(hair).mul(matOf(shown, ofHair.side)));
    const cv::Mat from = pictureIn(wider.picture, WiderHair::PictureSide);
    const cv::Mat luma = greyOf(from);
    cv::Mat difference(luma.size(), CV_32FC3);
    difference.forEach<cv::Vec3f>([&](cv::Vec3f& to, const int* at) { to = change.at(luma.at<float>(at)); });
    difference += blackeningOf(reaches) * (inHuesOf(from, from + difference) - from - difference);
    auto beyond = std::make_shared<FaceEdit>();
    beyond->alignment = wider.alignment;
    beyond->side = WiderHair::PictureSide;
    beyond->difference = planesOf(difference);
    beyond->base = planesOf(luma);
    const cv::Mat open = unionOf(reaches, 1, isOfHair);  // alike everywhere
    cv::Mat maps;
    cv::Mat(static_cast<int>(wider.hair.size()), 1, CV_16F, const_cast<std::uint16_t*>(wider.hair.data()))
        .convertTo(maps, CV_32F, open.at<float>(0));
    beyond->where = {WiderHair::Side, {maps.begin<float>(), maps.end<float>()}};
    return beyond;
}

}  // namespace facet::face
