// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/face/SmoothFilter.h"

#include <opencv2/core/hal/intrin.hpp>

#include <algorithm>
#include <cmath>
#include <vector>

namespace facet::face {
namespace {

/// B = 0 interpolates, B = 1/3 is their choice.
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

LineFilter lineFilter(int from, int to, const Smoothness& smoothness) {
    const double stretch = smoothness.stretch;
    LineFilter filter;
    filter.taps = std::min(from, static_cast<int>(std::ceil(4 * stretch)));
    for (int i = 0; i < to; ++i) {
        const double centre = (i + 0.5) * from / to - 0.5;
        const int wanted = static_cast<int>(std::ceil(centre - 2 * stretch));
        const int first = std::clamp(wanted, 0, from - filter.taps);
        std::vector<double> weights(filter.taps);
        double sum = 0;
        for (int tap = 0; tap < filter.taps; ++tap) {
            weights[tap] = cubic((first + tap - centre) / stretch, smoothness.softness / 3);
            sum += weights[tap];
        }
        filter.first.push_back(first);
        for (const double weight : weights) {
            filter.weights.push_back(static_cast<float>(weight / sum));
        }
    }
    return filter;
}

/// One line of the result: a weighted sum of whole lines, in `sum`, and then of samples along it.
void filterLine(const cv::Mat& samples, const LineFilter& filter, int y, std::vector<float>& sum, float* to) {
    const float* weights = &filter.weights[std::size_t(y) * filter.taps];
    for (std::size_t i = 0; i < sum.size(); i += 4) {
        cv::v_float32x4 total = cv::v_setzero_f32();
        for (int tap = 0; tap < filter.taps; ++tap) {
            total += cv::v_setall_f32(weights[tap]) * cv::v_load(samples.ptr<float>(filter.first[y] + tap) + i);
        }
        cv::v_store(&sum[i], total);
    }
    weights = filter.weights.data();
    for (const int first : filter.first) {
        cv::v_float32x4 total = cv::v_setzero_f32();
        for (int tap = 0; tap < filter.taps; ++tap) {
            total += cv::v_setall_f32(weights[tap]) * cv::v_load(&sum[std::size_t(4) * (first + tap)]);
        }
        cv::v_store(to, total);
        weights += filter.taps;
        to += 4;
    }
}

}  // namespace

cv::Mat resampled(const cv::Mat& samples, int side, const Smoothness& smoothness) {
    const LineFilter filter = lineFilter(samples.cols, side, smoothness);
    cv::Mat result(side, side, CV_32FC4);
    cv::parallel_for_(cv::Range(0, side), [&](const cv::Range& lines) {
        std::vector<float> sum(std::size_t(4) * samples.cols);
        for (int y = lines.start; y < lines.end; ++y) {
            filterLine(samples, filter, y, sum, result.ptr<float>(y));
        }
    });
    return result;
}

}  // namespace facet::face
