// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/face/Residual.h"

#include <opencv2/core/hal/intrin.hpp>

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
    filter.taps = std::min(from, static_cast<int>(std::ceil(4 * stretch)));
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

/// The difference as (red, green, blue, 0), or (luma, 0, 0, 0), without anything that must not reach pixels.
cv::Mat cleanSamples(const FaceEdit& edit, bool grey) {
    const std::size_t plane = std::size_t(edit.side) * edit.side;
    const auto clean = [&](std::size_t i) {
        const float value = edit.difference[i];
        return std::isfinite(value) ? std::clamp(value, -1.0F, 1.0F) : 0.0F;
    };
    cv::Mat samples(edit.side, edit.side, CV_32FC4);
    auto* to = samples.ptr<cv::Vec4f>();
    for (std::size_t i = 0; i < plane; ++i) {
        const float red = clean(i);
        const float green = clean(plane + i);
        const float blue = clean(2 * plane + i);
        to[i] =
            grey ? cv::Vec4f(0.299F * red + 0.587F * green + 0.114F * blue, 0, 0, 0) : cv::Vec4f(red, green, blue, 0);
    }
    return samples;
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

/// Resamples to a square of `side` within a border of one sample, which repeats its neighbour.
cv::Mat resampled(const cv::Mat& samples, const LineFilter& filter, int side) {
    cv::Mat result(side + 2, side + 2, CV_32FC4);
    cv::parallel_for_(cv::Range(0, side), [&](const cv::Range& lines) {
        std::vector<float> sum(std::size_t(4) * samples.cols);
        for (int y = lines.start; y < lines.end; ++y) {
            auto* line = result.ptr<cv::Vec4f>(y + 1);
            filterLine(samples, filter, y, sum, line[1].val);
            line[0] = line[1];
            line[side + 1] = line[side];
        }
    });
    result.row(1).copyTo(result.row(0));
    result.row(side).copyTo(result.row(side + 1));
    return result;
}

}  // namespace

Residual::Residual(const FaceEdit& edit, double levelSide, bool grey) {
    const double enlarged = levelSide / edit.side;
    if (enlarged >= 1) {
        // An odd factor keeps the crop's own samples among the grid's; 5 makes the look-up as good as exact.
        m_side = edit.side * (enlarged <= 6 ? 3 : 5);
    } else {
        m_side = std::max(1, static_cast<int>(std::ceil(2 * levelSide)));
    }
    const double b = std::clamp(enlarged - 1, 0.0, 1.0) / 3;
    const LineFilter filter = lineFilter(edit.side, m_side, std::max(1.0, 1 / enlarged), b);
    m_samples = resampled(cleanSamples(edit, grey), filter, m_side);
}

}  // namespace facet::face
