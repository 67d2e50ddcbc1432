// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/face/EditBeyond.h"

#include "engine/face/EditMasks.h"
#include "engine/face/Planes.h"
#include "engine/face/PlausibleHues.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cmath>

namespace facet::face {
namespace {

constexpr int Side = 64;

/// The luma of colours [Side, Side, 3], CV_32F of side².
cv::Mat greyOf(const std::vector<float>& colours, int from, int side) {
    cv::Mat luma;
    cv::cvtColor(cv::Mat(from, from, CV_32FC3, const_cast<float*>(colours.data())), luma, cv::COLOR_RGB2GRAY);
    cv::resize(luma, luma, {side, side}, 0, 0, cv::INTER_AREA);
    return luma;
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

/// What is to be added to a difference of a wider crop, so that it changes light alone.
cv::Mat ownHues(const WiderHair& wider, const cv::Mat& difference) {
    cv::Mat from;
    cv::resize(cv::Mat(WiderHair::Side, WiderHair::Side, CV_32FC3, const_cast<float*>(wider.guide.data())), from,
               difference.size(), 0, 0, cv::INTER_AREA);
    return inHuesOf(from, from + difference) - from - difference;
}

}  // namespace

std::shared_ptr<const FaceEdit> beyondCrop(const FaceEdit& edit, const FaceParts& parts,
                                           const std::vector<Reach>& reaches) {
    if (!parts.wider || std::none_of(reaches.begin(), reaches.end(), isOfHair)) {
        return nullptr;
    }
    const WiderHair& wider = *parts.wider;
    const cv::Mat hair = sharesOf(parts.hair, parts, edit.side);
    const ChangeByLuma change(pictureOf(edit.difference, edit.side), greyOf(parts.guide, FaceParts::Side, edit.side),
                              hair.mul(hair));
    const cv::Mat luma = greyOf(wider.guide, WiderHair::Side, Side);
    cv::Mat difference(luma.size(), CV_32FC3);
    difference.forEach<cv::Vec3f>([&](cv::Vec3f& to, const int* at) { to = change.at(luma.at<float>(at)); });
    difference += blackeningOf(reaches) * ownHues(wider, difference);
    auto beyond = std::make_shared<FaceEdit>();
    beyond->alignment = wider.alignment;
    beyond->side = Side;
    beyond->difference = planesOf(difference);
    beyond->base = planesOf(luma);
    beyond->where = {WiderHair::Side, wider.hair};
    const cv::Mat open = unionOf(reaches, 1, isOfHair);  // alike everywhere
    for (float& value : beyond->where.maps) {
        value *= open.at<float>(0);
    }
    return beyond;
}

}  // namespace facet::face
