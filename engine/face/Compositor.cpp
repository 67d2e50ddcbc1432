// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/face/Compositor.h"

#include "engine/Error.h"
#include "engine/face/EditGrid.h"
#include "engine/face/Feather.h"
#include "engine/face/LevelSampler.h"

#include <opencv2/core.hpp>
#include <opencv2/core/hal/intrin.hpp>

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <vector>

namespace facet::face {
namespace {

/// What a grid says at one place.
struct Said {
    cv::v_float32x4 change = cv::v_setzero_f32();
    cv::v_float32x4 motion = cv::v_setzero_f32();
    cv::v_float32x4 mask = cv::v_setzero_f32();
    bool anything = false;
};

Said between(const Said& a, const Said& b, float t) {
    const cv::v_float32x4 part = cv::v_setall_f32(t);
    return {a.change + (b.change - a.change) * part, a.motion + (b.motion - a.motion) * part,
            a.mask + (b.mask - a.mask) * part, a.anything || b.anything};
}

/// The grid of an edit laid over a level. Far enlarged, it is looked up at every fourth pixel of every fourth row,
/// counted from the level's corner whatever the region, and followed in straight lines between.
class Lattice {
 public:
    Lattice(const FaceEdit& edit, const Image& level, double scale)
        : m_alignment(edit.alignment.scaled(scale)),
          m_seams(seamsOf(m_alignment, level.width(), level.height())),
          m_grid(edit, m_alignment, m_seams, level.colourChannels() == 1) {
        const double enlarged = m_alignment.side() / edit.side;
        m_step = enlarged < 8 ? 1 : enlarged < 16 ? 2 : 4;
        const Point right = m_alignment.toCrop({1, 0});
        const Point below = m_alignment.toCrop({0, 1});
        m_origin = m_alignment.toCrop({0, 0});
        m_alongX = {right.x - m_origin.x, right.y - m_origin.y};
        m_alongY = {below.x - m_origin.x, below.y - m_origin.y};
    }

    int step() const { return m_step; }
    const EditGrid& grid() const { return m_grid; }
    const Seams& seams() const { return m_seams; }
    PixelRect bounds() const { return m_alignment.boundsInPhoto(); }
    /// Of a place of the level.
    Point inCrop(double x, double y) const {
        return {m_origin.x + m_alongX.x * x + m_alongY.x * y, m_origin.y + m_alongX.y * x + m_alongY.y * y};
    }

    /// The lattice's row, from the column `first` on.
    void read(std::vector<Said>& nodes, int row, int first) const {
        for (std::size_t i = 0; i < nodes.size(); ++i) {
            const Point p = upToBorder(inCrop((first + static_cast<int>(i)) * m_step + 0.5, row * m_step + 0.5));
            nodes[i] = p.x >= 0 && p.x <= 1 && p.y >= 0 && p.y <= 1 ? at(p) : Said{};
        }
    }

 private:
    Said at(Point p) const {
        // Positions in the grid are shifted by its border of one.
        const float x = static_cast<float>(p.x * m_grid.side()) + 0.5F;
        const float y = static_cast<float>(p.y * m_grid.side()) + 0.5F;
        const int column = static_cast<int>(x);
        const int row = static_cast<int>(y);
        if (m_active[std::size_t(row) * m_line + column] == 0) {
            return {};
        }
        const cv::v_float32x4 fractionX = cv::v_setall_f32(x - static_cast<float>(column));
        const cv::v_float32x4 fractionY = cv::v_setall_f32(y - static_cast<float>(row));
        const std::size_t upperLeft = std::size_t(4) * (std::size_t(row) * m_line + column);
        const std::size_t lowerLeft = upperLeft + 4 * m_line;
        const auto read = [&](const float* samples) {
            if (samples == nullptr) {
                return cv::v_setzero_f32();
            }
            const float* upper = samples + upperLeft;
            const float* lower = samples + lowerLeft;
            const cv::v_float32x4 above = cv::v_load(upper) + (cv::v_load(upper + 4) - cv::v_load(upper)) * fractionX;
            const cv::v_float32x4 below = cv::v_load(lower) + (cv::v_load(lower + 4) - cv::v_load(lower)) * fractionX;
            return above + (below - above) * fractionY;
        };
        return {read(m_change), read(m_motion), read(m_mask), true};
    }

    /// Nodes beyond a side that is no seam say what the side does, for the pixels before it.
    Point upToBorder(Point p) const {
        const auto held = [](double at, bool lower, bool upper) {
            return at < 0 && !lower ? 0 : at > 1 && !upper ? 1 : at;
        };
        return {held(p.x, m_seams.left, m_seams.right), held(p.y, m_seams.top, m_seams.bottom)};
    }

    Alignment m_alignment;
    Seams m_seams;
    EditGrid m_grid;
    std::size_t m_line = m_grid.change().cols;  // samples a line; the grid's pictures lie without gaps
    const float* m_change = m_grid.change().ptr<float>();
    const float* m_motion = m_grid.motion().ptr<float>();  // null where there is none
    const float* m_mask = m_grid.mask().ptr<float>();
    const uchar* m_active = m_grid.isActive().ptr();
    int m_step;
    Point m_origin;  // the crop position of the level's corner, and what a pixel to the right and below adds
    Point m_alongX;
    Point m_alongY;
};

/// How much of an edit a pixel takes: of the colour that is added, and of the motion.
struct Weight {
    float colour = 1;
    float motion = 1;
};

/// What corrections, 0 … 1 from black to white, make of a weight.
Weight corrected(Weight automatic, float corrections) {
    constexpr float AsItIs = PaintedMask::AsItIs / 255.0F;
    const float kept = std::min(1.0F, corrections / AsItIs);
    const float added = std::max(0.0F, (corrections - AsItIs) / (1 - AsItIs));
    const float colour = automatic.colour * kept;
    return {colour + (1 - colour) * added, automatic.motion * kept};
}

/// One edit, ready to be added to any part of the level.
template <class T>
class Layer {
 public:
    Layer(const FaceEdit& edit, const Image& level, double scale)
        : m_lattice(edit, level, scale),
          m_level(level),
          m_moves(!m_lattice.grid().motion().empty()),
          m_isMasked(!m_lattice.grid().mask().empty()),
          m_mode(edit.mask),
          m_byHand(edit.mask == MaskMode::Painted || edit.mask == MaskMode::Corrected ? edit.painted.picture.get()
                                                                                      : nullptr) {}

    /// `result` is the level's part `region`.
    void addTo(Image& result, const PixelRect& region) const {
        visit(region, [&](const Said& said, int x, int y) {
            addPixel(result.row<T>(y - region.y) + std::size_t(result.channels()) * (x - region.x), said, x, y);
        });
    }

    /// `result` is grey.
    void maskTo(Image& result, const PixelRect& region) const {
        visit(region, [&](const Said& said, int x, int y) {
            const T* original = m_level.row<T>(y) + std::size_t(m_level.channels()) * x;
            const MaskMode feather = m_isMasked ? MaskMode::None : m_mode;
            const double weight = weightAt(colourOf(m_level, original, y), said, x, y).colour *
                                  maskWeight(feather, m_lattice.inCrop(x + 0.5, y + 0.5), m_lattice.seams());
            result.row<std::uint8_t>(y - region.y)[x - region.x] = static_cast<std::uint8_t>(std::lround(255 * weight));
        });
    }

 private:
    /// Calls visitor(said, x, y) for the pixels of `region` that the edit may reach, from several threads.
    template <class Visitor>
    void visit(const PixelRect& region, const Visitor& visitor) const {
        const PixelRect part = intersection(m_lattice.bounds(), region);
        if (part.isEmpty()) {
            return;
        }
        const int step = m_lattice.step();
        const int first = part.y / step;
        const int last = (part.y + part.height - 1) / step;
        const int column = part.x / step;
        const int count = (part.x + part.width - 1) / step - column + 2;
        cv::parallel_for_(cv::Range(first, last + 1), [&](const cv::Range& bands) {
            std::vector<Said> upper(count);
            std::vector<Said> lower(count);
            m_lattice.read(lower, bands.start, column);
            for (int band = bands.start; band < bands.end; ++band) {
                upper.swap(lower);
                m_lattice.read(lower, band + 1, column);
                visitBand(part, band, upper, lower, visitor);
            }
        });
    }

    /// The rows between two of the lattice's, whose nodes these are.
    template <class Visitor>
    void visitBand(const PixelRect& part, int band, const std::vector<Said>& upper, const std::vector<Said>& lower,
                   const Visitor& visitor) const {
        const int step = m_lattice.step();
        const int first = part.x / step;
        const int count = static_cast<int>(upper.size());
        const int end = std::min(part.y + part.height, (band + 1) * step);
        for (int y = std::max(part.y, band * step); y < end; ++y) {
            const float down = static_cast<float>(y - band * step) / static_cast<float>(step);
            Said left = between(upper[0], lower[0], down);
            for (int i = 0; i + 1 < count; ++i) {
                const Said right = between(upper[i + 1], lower[i + 1], down);
                if (left.anything || right.anything) {
                    const int x = (first + i) * step;
                    const Run run{x, std::max(x, part.x), std::min(x + step, part.x + part.width)};
                    visitRun(run, y, left, right, visitor);
                }
                left = right;
            }
        }
    }

    /// Between two of the lattice's nodes: it begins at `start`, of its pixels [first, end) are wanted.
    struct Run {
        int start;
        int first;
        int end;
    };

    /// Each pixel is computed from its own place alone, so that a region gives the whole's pixels.
    template <class Visitor>
    void visitRun(const Run& run, int y, const Said& left, const Said& right, const Visitor& visitor) const {
        const float perPixel = 1 / static_cast<float>(m_lattice.step());
        for (int x = run.first; x < run.end; ++x) {
            visitor(between(left, right, static_cast<float>(x - run.start) * perPixel), x, y);
        }
    }

    Weight weightAt(const cv::v_float32x4& colour, const Said& said, int x, int y) const {
        Weight weight;
        if (m_isMasked) {
            const cv::v_float32x4 units(1 / Range, 1 / Range, 1 / Range, 0);
            const float open = cv::v_reduce_sum(said.mask * (colour * units + cv::v_float32x4(0, 0, 0, 1)));
            weight.colour = std::clamp(open, 0.0F, 1.0F);
        }
        return m_byHand == nullptr ? weight : weightByHand(weight, x, y);
    }

    Weight weightByHand(Weight weight, int x, int y) const {
        if (m_mode == MaskMode::Painted) {
            const float painted = paintedWeight(*m_byHand, (x + 0.5) / m_level.width(), (y + 0.5) / m_level.height());
            return {weight.colour * painted, weight.motion * painted};
        }
        const Point p = m_lattice.inCrop(x + 0.5, y + 0.5);
        if (!m_isMasked) {
            weight.colour = static_cast<float>(maskWeight(MaskMode::Auto, p));
        }
        return corrected(weight, paintedWeight(*m_byHand, p.x, p.y));
    }

    void addPixel(T* sample, const Said& said, int x, int y) const {
        const cv::v_float32x4 colour = colourOf(m_level, m_level.row<T>(y) + std::size_t(m_level.channels()) * x, y);
        const Weight weight = weightAt(colour, said, x, y);
        if (weight.colour == 0 && (!m_moves || weight.motion == 0)) {
            return;
        }
        cv::v_float32x4 added = said.change * cv::v_setall_f32(weight.colour * Range);
        if (m_moves) {
            added += fromAfar(colour, said, weight, x, y);
        }
        int rounded[4];
        cv::v_store(rounded, cv::v_round(added));
        for (int c = 0; c < m_level.colourChannels(); ++c) {
            sample[c] = cv::saturate_cast<T>(sample[c] + rounded[c]);
        }
    }

    /// What is added where a pixel comes from elsewhere, and its texture becomes stronger or weaker.
    cv::v_float32x4 fromAfar(const cv::v_float32x4& colour, const Said& said, Weight weight, int x, int y) const {
        constexpr float Still = 1 / 16.0F;  // pixels
        constexpr float Most = 0.16F * Range;
        const cv::v_float32x4 shares(0.299F, 0.587F, 0.114F, 0);
        float motion[4];
        cv::v_store(motion, said.motion);
        motion[0] *= weight.motion;
        motion[1] *= weight.motion;
        cv::v_float32x4 source = colour;
        if (std::abs(motion[0]) > Still || std::abs(motion[1]) > Still) {
            source = sampleCubic<T>(m_level, static_cast<float>(x) + motion[0], static_cast<float>(y) + motion[1]);
        }
        const float gain = cv::v_extract_n<3>(said.change) * weight.colour;
        // What differs by more is no texture, but something else before or behind.
        const auto detail = [&] {
            return std::clamp(cv::v_reduce_sum(source * shares) - motion[2] * Range, -Most, Most);
        };
        const float texture = gain == 0 ? 0 : gain * detail();
        return source - colour + cv::v_setall_f32(texture);
    }

    static constexpr float Range = std::numeric_limits<T>::max();

    Lattice m_lattice;
    const Image& m_level;
    bool m_moves;     // or its texture changes
    bool m_isMasked;  // by the photo's colours
    MaskMode m_mode;
    const Image* m_byHand;
};

void check(const FaceEdit& edit, double scale) {
    const std::size_t plane = std::size_t(edit.side) * edit.side;
    const auto is = [](const std::vector<float>& values, std::size_t size) {
        return values.empty() || values.size() == size;
    };
    if (!(scale > 0) || edit.difference.size() != 3 * plane || !is(edit.motion, 2 * plane) || !is(edit.base, plane) ||
        edit.fine.size() != std::size_t(4) * edit.fineSide * edit.fineSide ||
        edit.where.maps.size() != std::size_t(4) * edit.where.side * edit.where.side) {
        throw std::invalid_argument("an edit needs a positive scale, and planes and maps of its sides");
    }
    if (const Image* byHand = edit.painted.picture.get();
        byHand != nullptr ? byHand->channels() != 1 || byHand->depth() != Image::Depth::U8
                          : edit.mask == MaskMode::Corrected) {
        throw std::invalid_argument("a mask made by hand is a grey picture of 8 bits");
    }
}

}  // namespace

Image maskOf(const Image& level, double scale, const PixelRect& region, const FaceEdit& edit) {
    if (edit.side == 0) {
        return {};
    }
    check(edit, scale);
    Image result(region.width, region.height, 1);
    if (level.depth() == Image::Depth::U8) {
        Layer<std::uint8_t>(edit, level, scale).maskTo(result, region);
    } else {
        Layer<std::uint16_t>(edit, level, scale).maskTo(result, region);
    }
    return result;
}

Image composite(const Image& level, double scale, const PixelRect& region, const std::vector<FaceEdit>& edits) {
    Image result = level.cropped(region);
    for (const FaceEdit& edit : edits) {
        if (edit.side == 0) {
            continue;
        }
        check(edit, scale);
        if (level.depth() == Image::Depth::U8) {
            Layer<std::uint8_t>(edit, level, scale).addTo(result, region);
        } else {
            Layer<std::uint16_t>(edit, level, scale).addTo(result, region);
        }
    }
    return result;
}

}  // namespace facet::face
