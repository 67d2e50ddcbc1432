// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/face/EditGrid.h"

#include "engine/face/SmoothFilter.h"

#include <opencv2/core/hal/intrin.hpp>
#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cmath>
#include <vector>

namespace facet::face {
namespace {

/// The edit's numbers without anything that must not reach pixels.
float clean(float value) {
    return std::isfinite(value) ? std::clamp(value, -1.0F, 1.0F) : 0.0F;
}

float lumaOf(const cv::Vec3f& colour) {
    return 0.299F * colour[0] + 0.587F * colour[1] + 0.114F * colour[2];
}

/// How much stronger texture becomes where the edit makes the luma `base` brighter by `change`: as if the light had
/// changed, within bounds. Dark hair shows less of its strands than fair hair does.
float textureGain(float base, float change) {
    constexpr float Black = 0.08F;
    return std::clamp((base + change + Black) / (std::max(base, 0.0F) + Black), 0.7F, 1.7F) - 1;
}

/// Red, green and blue of the i-th sample of planes.
cv::Vec3f colourAt(const std::vector<float>& planes, std::size_t plane, std::size_t i) {
    return {clean(planes[i]), clean(planes[plane + i]), clean(planes[2 * plane + i])};
}

/// (red, green, blue, beside), or (luma, 0, 0, beside).
cv::Vec4f sampleOf(const cv::Vec3f& colour, float luma, float beside, bool grey) {
    return grey ? cv::Vec4f(luma, 0, 0, beside) : cv::Vec4f(colour[0], colour[1], colour[2], beside);
}

/// The difference as (red, green, blue, gain), or (luma, 0, 0, gain).
cv::Mat changeOf(const FaceEdit& edit, bool grey) {
    const std::size_t plane = std::size_t(edit.side) * edit.side;
    cv::Mat samples(edit.side, edit.side, CV_32FC4);
    auto* to = samples.ptr<cv::Vec4f>();
    for (std::size_t i = 0; i < plane; ++i) {
        const auto colour = colourAt(edit.difference, plane, i);
        const float luma = lumaOf(colour);
        const float gain = edit.base.empty() ? 0 : textureGain(clean(edit.base[i]), luma);
        to[i] = sampleOf(colour, luma, gain, grey);
    }
    return samples;
}

/// (x, y, base luma, cover), x and y along the level's axes, in its pixels.
cv::Mat motionOf(const FaceEdit& edit, const Alignment& onLevel) {
    const std::size_t plane = std::size_t(edit.side) * edit.side;
    const auto& m = onLevel.matrix();
    cv::Mat samples(edit.side, edit.side, CV_32FC4);
    auto* to = samples.ptr<cv::Vec4f>();
    for (std::size_t i = 0; i < plane; ++i) {
        const float x = edit.motion.empty() ? 0 : clean(edit.motion[i]);
        const float y = edit.motion.empty() ? 0 : clean(edit.motion[plane + i]);
        to[i] = {static_cast<float>(m[0] * x + m[1] * y), static_cast<float>(m[3] * x + m[4] * y),
                 edit.base.empty() ? 0 : clean(edit.base[i]), edit.cover.empty() ? 1 : clean(edit.cover[i])};
    }
    return samples;
}

/// FaceEdit::fine as (red, green, blue, base), or (luma, 0, 0, base).
cv::Mat fineOf(const FaceEdit& edit, bool grey) {
    const std::size_t plane = std::size_t(edit.fineSide) * edit.fineSide;
    cv::Mat samples(edit.fineSide, edit.fineSide, CV_32FC4);
    auto* to = samples.ptr<cv::Vec4f>();
    for (std::size_t i = 0; i < plane; ++i) {
        const auto colour = colourAt(edit.fine, plane, i);
        to[i] = sampleOf(colour, lumaOf(colour), clean(edit.fine[3 * plane + i]), grey);
    }
    return samples;
}

/// A border of one sample, which repeats its neighbour.
cv::Mat withBorder(const cv::Mat& samples) {
    cv::Mat result;
    cv::copyMakeBorder(samples, result, 1, 1, 1, 1, cv::BORDER_REPLICATE);
    return result;
}

/// The feather of the edit's mask at the samples of a grid with its border. A sample beside one without weight has none
/// either: so a pixel between samples has weight only where the mask itself has.
cv::Mat featherOf(const FaceEdit& edit, const Seams& seams, int side) {
    const MaskMode mode = edit.where.side == 0 ? edit.mask : MaskMode::None;
    const auto weightAt = [&](double x, double y) { return maskWeight(mode, {x, y}, seams); };
    const auto place = [side](int sample) { return (sample - 0.5) / side; };
    cv::Mat weights(side + 2, side + 2, CV_32F);
    if (mode == MaskMode::Auto) {
        weights.forEach<float>(
            [&](float& weight, const int* at) { weight = static_cast<float>(weightAt(place(at[1]), place(at[0]))); });
    } else {  // the product of what the two axes say
        cv::Mat across(1, weights.cols, CV_64F);
        cv::Mat down(weights.rows, 1, CV_64F);
        for (int i = 0; i < weights.cols; ++i) {
            across.at<double>(i) = weightAt(place(i), 0.5);
            down.at<double>(i) = weightAt(0.5, place(i));
        }
        cv::Mat(down * across).convertTo(weights, CV_32F);
    }
    cv::erode(weights, weights, cv::Mat());
    return weights;
}

}  // namespace

EditGrid::EditGrid(const FaceEdit& edit, const Alignment& onLevel, const Seams& seams, bool grey)
    : m_isOpenable(edit.mask == MaskMode::Corrected), m_fadesByCover(!edit.cover.empty()) {
    const auto& m = onLevel.matrix();
    const double levelSide = std::max(std::hypot(m[0], m[3]), std::hypot(m[1], m[4]));
    const double enlarged = levelSide / edit.side;
    if (enlarged >= 1) {
        // An odd factor keeps the crop's own samples among the grid's; 5 makes the look-up as good as exact.
        const int factor = enlarged <= 6 ? 3 : 5;
        m_side = edit.side * (edit.fineSide == 0 ? factor : 2 * factor - 1);
    } else {
        m_side = std::max(1, static_cast<int>(std::ceil(2 * levelSide)));
    }
    const double softness = std::clamp(enlarged - 1, 0.0, 1.0);
    const auto onGrid = [&](const cv::Mat& samples) {
        return withBorder(resampled(samples, m_side, {std::max(1.0, samples.cols / levelSide), softness}));
    };
    m_change = onGrid(changeOf(edit, grey));
    if (!edit.motion.empty() || !edit.base.empty()) {
        m_motion = onGrid(motionOf(edit, onLevel));
    }
    if (edit.fineSide != 0) {
        addFine(onGrid(fineOf(edit, grey)));
    }
    if (edit.where.side != 0) {
        m_mask =
            onGrid(cv::Mat(edit.where.side, edit.where.side, CV_32FC4, const_cast<float*>(edit.where.maps.data())));
    }
    feather(featherOf(edit, seams, m_side));
}

void EditGrid::addFine(const cv::Mat& fine) {
    m_change.forEach<cv::Vec4f>([&](cv::Vec4f& to, const int* at) {
        const auto& added = fine.at<cv::Vec4f>(at);
        to += cv::Vec4f(added[0], added[1], added[2], 0);
    });
    if (!m_motion.empty()) {
        m_motion.forEach<cv::Vec4f>([&](cv::Vec4f& to, const int* at) { to[2] += fine.at<cv::Vec4f>(at)[3]; });
    }
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
            if (m_fadesByCover) {
                motion[4 * x + 3] *= weights[x];
            } else {
                motion[4 * x] *= weights[x];
                motion[4 * x + 1] *= weights[x];
            }
            isActive = isActive || ((motion[4 * x] != 0 || motion[4 * x + 1] != 0) && motion[4 * x + 3] != 0);
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
