// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/face/EditGrid.h"

#include <opencv2/core/hal/intrin.hpp>
#include <opencv2/imgproc.hpp>

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

/// The edit's numbers without anything that must not reach pixels.
float clean(float value) {
    return std::isfinite(value) ? std::clamp(value, -1.0F, 1.0F) : 0.0F;
}

float lumaOf(float red, float green, float blue) {
    return 0.299F * red + 0.587F * green + 0.114F * blue;
}

/// How much stronger texture becomes where the edit makes the luma `base` brighter by `change`: as if the light had
/// changed, within bounds. Dark hair shows less of its strands than fair hair does.
float textureGain(float base, float change) {
    constexpr float Black = 0.08F;
    return std::clamp((base + change + Black) / (std::max(base, 0.0F) + Black), 0.7F, 1.7F) - 1;
}

/// The difference as (red, green, blue, gain), or (luma, 0, 0, gain).
cv::Mat changeOf(const FaceEdit& edit, bool grey) {
    const std::size_t plane = std::size_t(edit.side) * edit.side;
    cv::Mat samples(edit.side, edit.side, CV_32FC4);
    auto* to = samples.ptr<cv::Vec4f>();
    for (std::size_t i = 0; i < plane; ++i) {
        const float red = clean(edit.difference[i]);
        const float green = clean(edit.difference[plane + i]);
        const float blue = clean(edit.difference[2 * plane + i]);
        const float luma = lumaOf(red, green, blue);
        const float gain = edit.base.empty() ? 0 : textureGain(clean(edit.base[i]), luma);
        to[i] = grey ? cv::Vec4f(luma, 0, 0, gain) : cv::Vec4f(red, green, blue, gain);
    }
    return samples;
}

/// (x, y, base luma, 0), x and y along the level's axes, in its pixels.
cv::Mat motionOf(const FaceEdit& edit, const Alignment& onLevel) {
    const std::size_t plane = std::size_t(edit.side) * edit.side;
    const auto& m = onLevel.matrix();
    cv::Mat samples(edit.side, edit.side, CV_32FC4);
    auto* to = samples.ptr<cv::Vec4f>();
    for (std::size_t i = 0; i < plane; ++i) {
        const float x = edit.motion.empty() ? 0 : clean(edit.motion[i]);
        const float y = edit.motion.empty() ? 0 : clean(edit.motion[plane + i]);
        to[i] = {static_cast<float>(m[0] * x + m[1] * y), static_cast<float>(m[3] * x + m[4] * y),
                 edit.base.empty() ? 0 : clean(edit.base[i]), 0};
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

/// The feather of the edit's mask at the samples of a grid with its border. A sample beside one without weight has none
/// either: so a pixel between samples has weight only where the mask itself has.
cv::Mat featherOf(const FaceEdit& edit, const Seams& seams, int side) {
    const MaskMode mode = edit.where.side == 0 ? edit.mask : MaskMode::None;
    cv::Mat weights(side + 2, side + 2, CV_32F);
    cv::parallel_for_(cv::Range(0, weights.rows), [&](const cv::Range& rows) {
        for (int y = rows.start; y < rows.end; ++y) {
            auto* row = weights.ptr<float>(y);
            for (int x = 0; x < weights.cols; ++x) {
                row[x] = static_cast<float>(maskWeight(mode, {(x - 0.5) / side, (y - 0.5) / side}, seams));
            }
        }
    });
    cv::erode(weights, weights, cv::Mat());
    return weights;
}

}  // namespace

EditGrid::EditGrid(const FaceEdit& edit, const Alignment& onLevel, const Seams& seams, bool grey)
    : m_isOpenable(edit.mask == MaskMode::Corrected) {
    const auto& m = onLevel.matrix();
    const double levelSide = std::max(std::hypot(m[0], m[3]), std::hypot(m[1], m[4]));
    const double enlarged = levelSide / edit.side;
    if (enlarged >= 1) {
        // An odd factor keeps the crop's own samples among the grid's; 5 makes the look-up as good as exact.
        m_side = edit.side * (enlarged <= 6 ? 3 : 5);
    } else {
        m_side = std::max(1, static_cast<int>(std::ceil(2 * levelSide)));
    }
    const double b = std::clamp(enlarged - 1, 0.0, 1.0) / 3;
    const auto onGrid = [&](const cv::Mat& samples) {
        const double stretch = std::max(1.0, samples.cols / levelSide);
        return resampled(samples, lineFilter(samples.cols, m_side, stretch, b), m_side);
    };
    m_change = onGrid(changeOf(edit, grey));
    if (!edit.motion.empty() || !edit.base.empty()) {
        m_motion = onGrid(motionOf(edit, onLevel));
    }
    if (edit.where.side != 0) {
        m_mask =
            onGrid(cv::Mat(edit.where.side, edit.where.side, CV_32FC4, const_cast<float*>(edit.where.maps.data())));
    }
    feather(featherOf(edit, seams, m_side));
}

void EditGrid::featherRow(int y, const float* weights) {
    const auto isAny = [](const cv::v_float32x4& values) { return cv::v_check_any(values != cv::v_setzero_f32()); };
    auto* change = m_change.ptr<float>(y);
    auto* motion = m_motion.empty() ? nullptr : m_motion.ptr<float>(y);
    const auto* mask = m_mask.empty() || m_isOpenable ? nullptr : m_mask.ptr<float>(y);
    auto* active = m_isActive.ptr<uchar>(y);
    for (std::size_t x = 0; x < std::size_t(m_isActive.cols); ++x) {
        const bool open = weights[x] > 0 && (mask == nullptr || isAny(cv::v_load(mask + 4 * x)));
        const auto feathered = cv::v_load(change + 4 * x) * cv::v_setall_f32(open ? weights[x] : 0);
        cv::v_store(change + 4 * x, feathered);
        bool isActive = isAny(feathered);
        if (motion != nullptr) {
            motion[4 * x] *= weights[x];
            motion[4 * x + 1] *= weights[x];
            isActive = isActive || motion[4 * x] != 0 || motion[4 * x + 1] != 0;
        }
        active[x] = isActive ? 1 : 0;
    }
}

void EditGrid::feather(const cv::Mat& weights) {
    m_isActive.create(weights.size(), CV_8U);
    cv::parallel_for_(cv::Range(0, weights.rows), [&](const cv::Range& rows) {
        for (int y = rows.start; y < rows.end; ++y) {
            featherRow(y, weights.ptr<float>(y));
        }
    });
    cv::Mat cells;  // a cell is as active as the most active of its corners; named by the upper left one
    cv::dilate(m_isActive, cells, cv::Mat::ones(2, 2, CV_8U), {0, 0});
    m_isActive = cells;
}

}  // namespace facet::face
