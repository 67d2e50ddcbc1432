// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/face/Residual.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace facet::face {
namespace {

/// Mitchell and Netravali's cubics with C = (1 − B) / 2: B = 0 interpolates (Catmull-Rom), B = 1/3 is their choice.
double cubic(double x, double b) {
    x = std::abs(x);
    const double c = (1 - b) / 2;
    if (x < 1) {
        return ((12 - 9 * b - 6 * c) * x * x * x + (-18 + 12 * b + 6 * c) * x * x + (6 - 2 * b)) / 6;
    }
    if (x < 2) {
        return ((-b - 6 * c) * x * x * x + (6 * b + 30 * c) * x * x + (-12 * b - 48 * c) * x + (8 * b + 24 * c)) / 6;
    }
    return 0;
}

/// For each sample of a line of `to` samples: where in a line of `from` samples its weights start, and the weights.
struct LineFilter {
    std::vector<int> first;
    std::vector<float> weights;  // taps a sample
    int taps;
};

LineFilter lineFilter(int from, int to, double stretch, double b) {
    LineFilter filter;
    filter.taps = std::min(from, static_cast<int>(std::ceil(4 * stretch)) + 1);
    for (int i = 0; i < to; ++i) {
        const double centre = (i + 0.5) * from / to - 0.5;
        const int wanted = static_cast<int>(std::ceil(centre - 2 * stretch));
        const int first = std::clamp(wanted, 0, from - filter.taps);
        std::vector<double> weights(filter.taps);
        double sum = 0;
        for (int tap = 0; tap < filter.taps; ++tap) {
            weights[tap] = cubic((first + tap - centre) / stretch, b);
            sum += weights[tap];
        }
        filter.first.push_back(first);
        for (const double weight : weights) {
            filter.weights.push_back(static_cast<float>(weight / sum));
        }
    }
    return filter;
}

/// Filters along y: every row of the result is a weighted sum of rows, which the compiler can vectorise.
cv::Mat filteredRows(const cv::Mat& lines, const LineFilter& filter) {
    const int count = static_cast<int>(filter.first.size());
    cv::Mat result = cv::Mat::zeros(count, lines.cols, CV_32F);
    cv::parallel_for_(cv::Range(0, count), [&](const cv::Range& range) {
        for (int y = range.start; y < range.end; ++y) {
            float* to = result.ptr<float>(y);
            for (int tap = 0; tap < filter.taps; ++tap) {
                const float weight = filter.weights[std::size_t(y) * filter.taps + tap];
                const float* from = lines.ptr<float>(filter.first[y] + tap);
                for (int x = 0; x < lines.cols; ++x) {
                    to[x] += weight * from[x];
                }
            }
        }
    });
    return result;
}

cv::Mat resampled(const cv::Mat& plane, const LineFilter& filter) {
    cv::Mat turned;
    cv::transpose(plane, turned);
    cv::transpose(filteredRows(turned, filter), turned);
    return filteredRows(turned, filter);
}

/// The three planes of the difference without anything that must not reach pixels.
std::vector<cv::Mat> cleanPlanes(const FaceEdit& edit) {
    const std::size_t plane = std::size_t(edit.side) * edit.side;
    std::vector<cv::Mat> planes;
    for (std::size_t c = 0; c < 3; ++c) {
        cv::Mat clean(edit.side, edit.side, CV_32F);
        const float* from = edit.difference.data() + c * plane;
        std::transform(from, from + plane, clean.ptr<float>(), [](float value) {
            return std::isfinite(value) ? std::clamp(value, -1.0F, 1.0F) : 0.0F;
        });
        planes.push_back(clean);
    }
    return planes;
}

}  // namespace

Residual::Residual(const FaceEdit& edit, double levelSide, bool grey) {
    const double enlarged = levelSide / edit.side;
    if (enlarged >= 1) {
        // An odd factor keeps the crop's own samples among the grid's; 5 makes bilinear look-up as good as exact.
        m_side = edit.side * (enlarged <= 3 ? 3 : 5);
    } else {
        m_side = std::max(1, static_cast<int>(std::ceil(2 * levelSide)));
    }
    const double b = std::clamp(enlarged - 1, 0.0, 1.0) / 3;
    const LineFilter filter = lineFilter(edit.side, m_side, std::max(1.0, 1 / enlarged), b);

    std::vector<cv::Mat> planes = cleanPlanes(edit);
    if (grey) {
        cv::Mat luma = 0.299 * planes[0] + 0.587 * planes[1] + 0.114 * planes[2];
        planes = {luma};
    }
    for (cv::Mat& plane : planes) {
        plane = resampled(plane, filter);
    }
    planes.resize(4, cv::Mat::zeros(m_side, m_side, CV_32F));
    cv::merge(planes, m_samples);
    cv::copyMakeBorder(m_samples, m_samples, 1, 1, 1, 1, cv::BORDER_REPLICATE);
}

}  // namespace facet::face
