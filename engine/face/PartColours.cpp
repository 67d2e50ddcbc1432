// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/face/PartColours.h"

#include "engine/face/FaceRegions.h"

#include <algorithm>
#include <iterator>
#include <vector>

namespace facet::face {
namespace {

/// Of the places that belong to a part of the crop; black where none does.
template <class Belongs>
cv::Scalar medianColour(const cv::Mat& picture, Belongs belongs) {
    cv::Scalar colour;
    for (int c = 0; c < 3; ++c) {
        std::vector<float> values;
        for (int i = 0; i < picture.rows * picture.cols; ++i) {
            if (belongs(i)) {
                values.push_back(picture.ptr<cv::Vec3f>()[i][c]);
            }
        }
        const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
        std::nth_element(values.begin(), middle, values.end());
        colour[c] = values.empty() ? 0 : *middle;
    }
    return colour;
}

}  // namespace

cv::Scalar skinColour(const cv::Mat& picture) {
    const int side = picture.cols;
    return medianColour(picture, [side](int i) {
        const int row = i / side;
        return isSurelySkin({(i % side + 0.5) / side, (row + 0.5) / side});
    });
}

cv::Scalar hairColour(const cv::Mat& picture, const cv::Mat& hair) {
    return medianColour(picture, [&hair](int i) { return hair.ptr<float>()[i] > SurelyHair; });
}

cv::Scalar browColour(const cv::Mat& picture) {
    constexpr float Surely = 0.9F;
    constexpr std::ptrdiff_t Fifths = 5;
    const auto share = mapOfCrop(picture.cols, [](Point p, int) { return onBrows(p); });
    std::vector<cv::Vec3f> colours;
    for (int i = 0; i < picture.rows * picture.cols; ++i) {
        if (share[i] > Surely) {
            colours.push_back(picture.ptr<cv::Vec3f>()[i]);
        }
    }
    const auto end = colours.begin() + std::ssize(colours) / Fifths;
    std::nth_element(colours.begin(), end, colours.end(),
                     [](const cv::Vec3f& a, const cv::Vec3f& b) { return cv::sum(a)[0] < cv::sum(b)[0]; });
    return cv::mean(cv::Mat(std::vector<cv::Vec3f>(colours.begin(), end)));
}

cv::Scalar lipColour(const cv::Mat& picture) {
    constexpr float Surely = 0.8F;
    const auto share = mapOfCrop(picture.cols, [](Point p, int) { return likelyLips(p); });
    return medianColour(picture, [&share](int i) { return share[i] > Surely; });
}

cv::Vec3f asColour(const cv::Scalar& colour) {
    return {static_cast<float>(colour[0]), static_cast<float>(colour[1]), static_cast<float>(colour[2])};
}

float lumaOf(const cv::Vec3f& colour) {
    return 0.299F * colour[0] + 0.587F * colour[1] + 0.114F * colour[2];
}

}  // namespace facet::face
