// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/face/Compositor.h"

#include "engine/Error.h"
#include "engine/face/Residual.h"

#include <opencv2/core.hpp>
#include <opencv2/core/hal/intrin.hpp>

#include <algorithm>
#include <cmath>
#include <stdexcept>

namespace facet::face {
namespace {

double smoothStep(double t) {
    if (t >= 1) {
        return 1;
    }
    if (t <= 0) {
        return 0;
    }
    return t * t * t * (t * (6 * t - 15) + 10);  // first and second derivative are 0 at both ends
}

/// The oval over face and hair, in crop units: an ellipse that reaches 0 just inside of the crop's border.
double ovalWeight(Point p) {
    constexpr double CentreX = (Alignment::LeftEyeInCrop.x + Alignment::RightEyeInCrop.x) / 2;
    constexpr double CentreY = 0.5;
    constexpr double RadiusX = 0.48;
    constexpr double RadiusY = 0.495;
    constexpr double Inner = 0.5;  // the squared radius up to which the weight is 1
    const double x = (p.x - CentreX) / RadiusX;
    const double y = (p.y - CentreY) / RadiusY;
    return smoothStep((1 - x * x - y * y) / (1 - Inner));
}

double squareWeight(Point p) {
    constexpr double Feather = 0.08;
    return smoothStep(std::min(p.x, 1 - p.x) / Feather) * smoothStep(std::min(p.y, 1 - p.y) / Feather);
}

/// One edit, ready to be added to any row of the level.
class Layer {
 public:
    Layer(const FaceEdit& edit, double scale, bool grey)
        : m_alignment(edit.alignment.scaled(scale)), m_mask(edit.mask), m_residual(edit, levelSide(m_alignment), grey) {
        const Point origin = m_alignment.toCrop({0, 0});
        const Point right = m_alignment.toCrop({1, 0});
        const Point below = m_alignment.toCrop({0, 1});
        m_origin = origin;
        m_alongX = {right.x - origin.x, right.y - origin.y};
        m_alongY = {below.x - origin.x, below.y - origin.y};
        m_grid = m_residual.side();
        m_samples = m_residual.samples().ptr<float>();
        m_stride = m_residual.samples().step1();
    }

    PixelRect bounds() const { return m_alignment.boundsInPhoto(); }

    /// `samples` is the result's sample at (x0, y) of the level; the pixels [x0, x1) of row y are changed.
    /// Every pixel's place is computed from its own coordinates, so that a region gives the whole's pixels.
    template <class T>
    void addTo(T* samples, int channels, int colours, int y, int x0, int x1) const {
        const double rowX = m_origin.x + m_alongY.x * (y + 0.5);
        const double rowY = m_origin.y + m_alongY.y * (y + 0.5);
        for (int x = x0; x < x1; ++x, samples += channels) {
            const Point p{rowX + m_alongX.x * (x + 0.5), rowY + m_alongX.y * (x + 0.5)};
            const double weight = maskWeight(m_mask, p);
            if (weight > 0) {
                addPixel(samples, colours, p, static_cast<float>(weight));
            }
        }
    }

 private:
    static double levelSide(const Alignment& alignment) {
        const auto& m = alignment.matrix();
        return std::max(std::hypot(m[0], m[3]), std::hypot(m[1], m[4]));
    }

    template <class T>
    void addPixel(T* sample, int colours, Point p, float weight) const {
        constexpr float Range = std::numeric_limits<T>::max();
        // Positions in the residual's grid, whose border shifts them by one. Inside the mask 0 < p < 1.
        const float gridX = static_cast<float>(p.x * m_grid) + 0.5F;
        const float gridY = static_cast<float>(p.y * m_grid) + 0.5F;
        const int column = static_cast<int>(gridX);
        const int row = static_cast<int>(gridY);
        const float* upper = m_samples + row * m_stride + std::size_t(4) * column;
        const float* lower = upper + m_stride;
        const cv::v_float32x4 fractionX = cv::v_setall_f32(gridX - static_cast<float>(column));
        const cv::v_float32x4 fractionY = cv::v_setall_f32(gridY - static_cast<float>(row));
        const auto between = [](const cv::v_float32x4& a, const cv::v_float32x4& b, const cv::v_float32x4& t) {
            return a + (b - a) * t;
        };
        const cv::v_float32x4 difference =
            between(between(cv::v_load(upper), cv::v_load(upper + 4), fractionX),
                    between(cv::v_load(lower), cv::v_load(lower + 4), fractionX), fractionY) *
            cv::v_setall_f32(weight * Range);
        int rounded[4];
        cv::v_store(rounded, cv::v_round(difference));
        for (int c = 0; c < colours; ++c) {
            sample[c] = cv::saturate_cast<T>(sample[c] + rounded[c]);
        }
    }

    Alignment m_alignment;
    MaskMode m_mask;
    Residual m_residual;
    Point m_origin;  // the crop position of the level's corner, and what a pixel to the right and below adds
    Point m_alongX;
    Point m_alongY;
    double m_grid = 1;  // the residual, unpacked for the innermost loop
    const float* m_samples = nullptr;
    std::size_t m_stride = 0;
};

template <class T>
void blend(Image& result, const PixelRect& region, const Layer& layer) {
    const PixelRect part = intersection(layer.bounds(), region);
    cv::parallel_for_(cv::Range(0, std::max(0, part.height)), [&](const cv::Range& rows) {
        for (int i = rows.start; i < rows.end; ++i) {
            const int y = part.y + i;
            T* samples = result.row<T>(y - region.y) + std::size_t(part.x - region.x) * result.channels();
            layer.addTo(samples, result.channels(), result.colourChannels(), y, part.x, part.x + part.width);
        }
    });
}

void check(const FaceEdit& edit, double scale) {
    if (!(scale > 0) || edit.difference.size() != std::size_t(3) * edit.side * edit.side) {
        throw std::invalid_argument("an edit needs a positive scale and side × side differences a channel");
    }
}

}  // namespace

double maskWeight(MaskMode mode, Point inCrop) {
    return mode == MaskMode::Auto ? ovalWeight(inCrop) : squareWeight(inCrop);
}

Image composite(const Image& level, double scale, const PixelRect& region, const std::vector<FaceEdit>& edits) {
    Image result = level.cropped(region);
    for (const FaceEdit& edit : edits) {
        if (edit.side == 0) {
            continue;
        }
        check(edit, scale);
        const Layer layer(edit, scale, level.colourChannels() == 1);
        if (level.depth() == Image::Depth::U8) {
            blend<std::uint8_t>(result, region, layer);
        } else {
            blend<std::uint16_t>(result, region, layer);
        }
    }
    return result;
}

}  // namespace facet::face
