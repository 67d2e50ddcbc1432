// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/face/Planes.h"

#include <cstddef>
#include <stdexcept>

namespace facet::face {

cv::Mat matOf(const std::vector<float>& values, int side) {
    return {side, side, CV_32F, const_cast<float*>(values.data())};
}

cv::Mat pictureOf(std::span<const float> planes, int side) {
    const std::size_t plane = static_cast<std::size_t>(side) * side;
    if (planes.size() != plane * 3) {
        throw std::invalid_argument("a picture has three planes of side × side");
    }
    std::vector<cv::Mat> channels;
    for (std::size_t c = 0; c < 3; ++c) {
        channels.emplace_back(side, side, CV_32F, const_cast<float*>(planes.data() + c * plane));
    }
    cv::Mat result;
    cv::merge(channels, result);
    return result;
}

std::vector<float> planesOf(const cv::Mat& picture) {
    const auto channels = static_cast<std::size_t>(picture.channels());
    std::vector<float> result(picture.total() * channels);
    std::vector<cv::Mat> targets;
    for (std::size_t c = 0; c < channels; ++c) {
        targets.emplace_back(picture.size(), CV_32F, result.data() + c * picture.total());
    }
    cv::split(picture, targets);
    return result;
}

}  // namespace facet::face
