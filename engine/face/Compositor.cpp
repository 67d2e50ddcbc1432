// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/face/Compositor.h"

#include "engine/Error.h"
#include "engine/face/AroundCrop.h"
#include "engine/face/EditLattice.h"
#include "engine/face/Feather.h"
#include "engine/face/LevelSampler.h"

#include <opencv2/core.hpp>
#include <opencv2/core/hal/intrin.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <stdexcept>
#include <vector>

namespace facet::face {
namespace {

/// How much of an edit a pixel takes: of the colour that is added, and of the motion.
struct Weight {
    float colour = 1;
    float motion = 1;
};

Weight corrected(Weight automatic, const Correction& by) {
    const float colour = automatic.colour * by.kept;
    return {colour + (1 - colour) * by.added, automatic.motion * by.kept};
}

/// One edit, ready to be added to any part of the level.
template <class T>
class Layer {
 public:
    /// `around` is for what is not of a face's own crop.
    Layer(const FaceEdit& edit, const Image& level, double scale, const AroundCrop* around)
        : m_lattice(edit, level, scale),
          m_level(level),
          m_around(around),
          m_moves(!m_lattice.grid().motion().empty()),
          m_fadesByCover(m_lattice.grid().fadesByCover()),
          m_isMasked(!m_lattice.grid().mask().empty()),
          m_mode(edit.mask),
          m_byHand(edit.mask == MaskMode::Painted || edit.mask == MaskMode::Corrected ? edit.painted.picture.get()
                                                                                      : nullptr) {}

    /// `result` is the level's part `region`.
    void addTo(Image& result, const PixelRect& region) const {
        const auto shows = [&](const Said& left, const Said& right) { return isSeen(left, right); };
        visit(region, shows, [&](const Said& said, int x, int y) {
            addPixel(result.row<T>(y - region.y) + std::size_t(result.channels()) * (x - region.x), said, x, y);
        });
    }

    /// `result` is grey, and has what other layers show.
    void maskTo(Image& result, const PixelRect& region) const {
        const auto always = [](const Said&, const Said&) { return true; };
        visit(region, always, [&](const Said& here, int x, int y) {
            const T* original = m_level.row<T>(y) + std::size_t(m_level.channels()) * x;
            const MaskMode feather = m_isMasked ? MaskMode::None : m_mode;
            const double weight = weightAt(colourOf(m_level, original, y), here, x, y).colour *
                                  maskWeight(feather, m_lattice.inCrop(x + 0.5, y + 0.5), m_lattice.seams());
            auto& said = result.row<std::uint8_t>(y - region.y)[x - region.x];
            said = cv::saturate_cast<std::uint8_t>(said + std::lround(255 * weight));
        });
    }

 private:
    /// Calls visitor(said, x, y) for the pixels of `region` that the edit may reach, but those between nodes of which
    /// wanted(left, right) says no; from several threads.
    template <class Wanted, class Visitor>
    void visit(const PixelRect& region, const Wanted& wanted, const Visitor& visitor) const {
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
                visitBand(part, band, upper, lower, wanted, visitor);
            }
        });
    }

    /// The rows between two of the lattice's, whose nodes these are.
    template <class Wanted, class Visitor>
    void visitBand(const PixelRect& part, int band, const std::vector<Said>& upper, const std::vector<Said>& lower,
                   const Wanted& wanted, const Visitor& visitor) const {
        const int step = m_lattice.step();
        const int first = part.x / step;
        const int count = static_cast<int>(upper.size());
        const int end = std::min(part.y + part.height, (band + 1) * step);
        for (int y = std::max(part.y, band * step); y < end; ++y) {
            const float down = static_cast<float>(y - band * step) / static_cast<float>(step);
            Said left = between(upper[0], lower[0], down);
            for (int i = 0; i + 1 < count; ++i) {
                const Said right = between(upper[i + 1], lower[i + 1], down);
                if ((left.anything || right.anything) && wanted(left, right)) {
                    const int x = (first + i) * step;
                    const Run run{x, std::max(x, part.x), std::min(x + step, part.x + part.width)};
                    visitRun(run, y, left, right, visitor);
                }
                left = right;
            }
        }
    }

    /// Whether what is added between two nodes may come to half a step of a sample somewhere: all that is said between
    /// them is bounded by what they say themselves.
    bool isSeen(const Said& left, const Said& right) const {
        const auto most = [](const cv::v_float32x4& a, const cv::v_float32x4& b) {
            float values[4];
            cv::v_store(values, cv::v_max(cv::v_abs(a), cv::v_abs(b)));
            return std::to_array(values);
        };
        const auto motion = most(left.motion, right.motion);
        if (motion[0] > Still || motion[1] > Still) {
            return true;
        }
        const auto change = most(left.change, right.change);
        const float colour = std::max({change[0], change[1], change[2]}) + change[3] * Texture;
        const bool isOpen = !m_isMasked || m_byHand != nullptr;
        const cv::v_float32x4 mask = cv::v_max(cv::v_max(left.mask, right.mask), cv::v_setzero_f32());
        return colour * (isOpen ? 1 : std::min(1.0F, cv::v_reduce_sum(mask))) * Range >= 0.5F;
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
        if (m_around != nullptr && weight.colour > 0) {
            weight.colour *= m_around->shareAt({x + 0.5, y + 0.5});
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
        return corrected(weight, correctionAt(*m_byHand, p));
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
        constexpr float Most = Texture * Range;
        const cv::v_float32x4 shares(0.299F, 0.587F, 0.114F, 0);
        float motion[4];
        cv::v_store(motion, said.motion);
        const float way = m_fadesByCover ? 1 : weight.motion;
        const float cover = std::clamp(motion[3], 0.0F, 1.0F) * (m_fadesByCover ? weight.motion : 1);
        const float right = motion[0] * way;
        const float down = motion[1] * way;
        cv::v_float32x4 source = colour;
        if (cover > 0 && (std::abs(right) > Still || std::abs(down) > Still)) {
            const auto far = sampleCubic<T>(m_level, static_cast<float>(x) + right, static_cast<float>(y) + down);
            source += (far - colour) * cv::v_setall_f32(cover);
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
    static constexpr float Still = 1 / 16.0F;  // pixels
    static constexpr float Texture = 0.16F;    // what differs by more is another thing

    EditLattice m_lattice;
    const Image& m_level;
    const AroundCrop* m_around;  // or null
    bool m_moves;                // or its texture changes
    bool m_fadesByCover;
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
        !is(edit.cover, plane) || edit.fine.size() != std::size_t(4) * edit.fineSide * edit.fineSide ||
        edit.where.maps.size() != std::size_t(4) * edit.where.side * edit.where.side) {
        throw std::invalid_argument("an edit needs a positive scale, and planes and maps of its sides");
    }
    if (const Image* byHand = edit.painted.picture.get();
        byHand != nullptr ? byHand->channels() != 1 || byHand->depth() != Image::Depth::U8
                          : edit.mask == MaskMode::Corrected) {
        throw std::invalid_argument("a mask made by hand is a grey picture of 8 bits");
    }
}

/// Calls visitor(layer) for the edit, one of `all`, and what it changes around its crop.
template <class Visitor>
void visitLayers(const FaceEdit& edit, const std::vector<FaceEdit>& all, const Image& level, double scale,
                 const Visitor& visitor) {
    const AroundCrop around(edit, all, scale);
    for (const FaceEdit* part = &edit; part != nullptr && part->side != 0; part = part->beyond.get()) {
        check(*part, scale);
        const AroundCrop* beside = part == &edit ? nullptr : &around;
        if (level.depth() == Image::Depth::U8) {
            visitor(Layer<std::uint8_t>(*part, level, scale, beside));
        } else {
            visitor(Layer<std::uint16_t>(*part, level, scale, beside));
        }
    }
}

}  // namespace

Image maskOf(const Image& level, double scale, const PixelRect& region, const FaceEdit& edit) {
    if (edit.side == 0) {
        return {};
    }
    Image result(region.width, region.height, 1);
    visitLayers(edit, {}, level, scale, [&](const auto& layer) { layer.maskTo(result, region); });
    return result;
}

Image composite(const Image& level, double scale, const PixelRect& region, const std::vector<FaceEdit>& edits) {
    Image result = level.cropped(region);
    for (const FaceEdit& edit : edits) {
        visitLayers(edit, edits, level, scale, [&](const auto& layer) { layer.addTo(result, region); });
    }
    return result;
}

}  // namespace facet::face
