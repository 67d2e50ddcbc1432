// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/face/GuidedFilter.h"

#include <opencv2/imgproc.hpp>

#include <vector>

namespace facet::face {
namespace {

cv::Mat boxMean(const cv::Mat& values, int radius) {
    cv::Mat result;
    const int side = 2 * radius + 1;
    cv::boxFilter(values, result, -1, {side, side}, {-1, -1}, true, cv::BORDER_REFLECT);
    return result;
}

/// Means of the products that the fits need: of two channels each (rr rg rb gg gb bb), and of a channel and the values.
struct Moments {
    cv::Mat guide;
    cv::Mat values;
    cv::Mat products[6];
    cv::Mat mixed[3];

    Moments(const cv::Mat& picture, const cv::Mat& target, int radius)
        : guide(boxMean(picture, radius)), values(boxMean(target, radius)) {
        cv::Mat channels[3];
        cv::split(picture, channels);
        int next = 0;
        for (int i = 0; i < 3; ++i) {
            mixed[i] = boxMean(channels[i].mul(target), radius);
            for (int j = i; j < 3; ++j) {
                products[next++] = boxMean(channels[i].mul(channels[j]), radius);
            }
        }
    }

    cv::Vec4f fit(int y, int x, double softness) const {
        const cv::Vec3f mean = guide.at<cv::Vec3f>(y, x);
        const float value = values.at<float>(y, x);
        cv::Matx33f covariance;
        cv::Vec3f slope;
        int next = 0;
        for (int i = 0; i < 3; ++i) {
            slope[i] = mixed[i].at<float>(y, x) - mean[i] * value;
            for (int j = i; j < 3; ++j) {
                covariance(i, j) = covariance(j, i) = products[next++].at<float>(y, x) - mean[i] * mean[j];
            }
            covariance(i, i) += static_cast<float>(softness);
        }
        slope = covariance.inv() * slope;
        return {slope[0], slope[1], slope[2], value - slope.dot(mean)};
    }
};

}  // namespace

cv::Mat guidedMap(const cv::Mat& guide, const cv::Mat& values, int radius, double softness) {
    const Moments moments(guide, values, radius);
    cv::Mat fits(guide.size(), CV_32FC4);
    for (int y = 0; y < guide.rows; ++y) {
        for (int x = 0; x < guide.cols; ++x) {
            fits.at<cv::Vec4f>(y, x) = moments.fit(y, x, softness);
        }
    }
    return boxMean(fits, radius);
}

}  // namespace facet::face
