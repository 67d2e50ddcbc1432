// SPDX-License-Identifier: GPL-3.0-or-later
// How pictures come into a frame and go out of it, and from level to level.
#include "engine/runtime/cpu/Frame.h"

#include <algorithm>

namespace facet::runtime::cpu {

/// The squeeze: channel 4c + 2i + j of a pixel is channel c at (2y + i, 2x + j).
void Frame::squeeze(const Level& level, const Level& finer) {
    const auto [first, last] = level.crew->share(level.plan->pixels());
    const int side = level.plan->side;
    for (int p = first; p < last; ++p) {
        float* to = level.pixel(p);
        for (int corner = 0; corner < 4; ++corner) {
            const float* from = finer.pixel((p / side * 2 + corner / 2) * side * 2 + p % side * 2 + corner % 2);
            for (int c = 0; c < level.plan->channels / 4; ++c) {
                to[4 * c + corner] = from[c];
            }
        }
    }
}

/// The squeeze's inverse into a of the finer level.
void Frame::unsqueeze(const Level& finer, const Level& level) {
    const auto [first, last] = finer.crew->share(finer.plan->pixels());
    const int side = finer.plan->side;
    for (int p = first; p < last; ++p) {
        const int y = p / side, x = p % side;
        const float* from = level.pixel(y / 2 * (side / 2) + x / 2) + y % 2 * 2 + x % 2;
        float* to = finer.pixel(p);
        for (int c = 0; c < finer.plan->half(); ++c) {
            to[c] = from[4 * c];
        }
    }
}

void Frame::readImage(const Level& finest, const float* x) {
    const auto [first, last] = finest.crew->share(finest.plan->pixels());
    const int side = finest.plan->side;
    for (int p = first; p < last; ++p) {
        for (int c = 0; c < finest.plan->channels; ++c) {
            const int row = c / 4 * m_plan.image + p / side * 2 + c / 2 % 2;
            finest.pixel(p)[c] = x[static_cast<std::ptrdiff_t>(row) * m_plan.image + p % side * 2 + c % 2];
        }
    }
}

void Frame::writeImage(const Level& finest, float* x) {
    const auto [first, last] = finest.crew->share(finest.plan->pixels());
    const int side = finest.plan->side;
    for (int p = first; p < last; ++p) {
        for (int c = 0; c < finest.plan->channels; ++c) {
            const int row = c / 4 * m_plan.image + p / side * 2 + c / 2 % 2;
            x[static_cast<std::ptrdiff_t>(row) * m_plan.image + p % side * 2 + c % 2] = finest.pixel(p)[c];
        }
    }
}

/// The condition's planes behind those of the image.
float* Frame::conditionIn(float* x) const {
    return x + static_cast<std::ptrdiff_t>(m_plan.imageChannels) * m_plan.image * m_plan.image;
}

const float* Frame::conditionIn(const float* x) const {
    return x + static_cast<std::ptrdiff_t>(m_plan.imageChannels) * m_plan.image * m_plan.image;
}

/// From where it comes in to where it leaves, this thread's share.
void Frame::passCondition(const float* from, float* to, const Crew& crew) const {
    const auto [first, last] = crew.share(m_plan.condition * m_plan.image * m_plan.image);
    std::copy(from + first, from + last, to + first);
}

/// Squeezed as often as the level is, behind where a goes in the plane, at this thread's pixels.
void Frame::writeCondition(const Level& level, const float* condition) {
    const auto [first, last] = level.crew->share(level.plan->pixels());
    const int count = level.plan->condition;
    const int squeezed = m_plan.image / level.plan->side;
    const std::size_t operand = m_plan.hidden->operandBytes();
    for (int p = first; p < last && count > 0; ++p) {
        float* values = m_own[level.crew->index].condition.floats();
        for (int c = 0; c < count; ++c) {
            int y = p / level.plan->side, x = p % level.plan->side, channel = c;
            for (int factor = squeezed; factor > 1; factor /= 2, channel /= 4) {
                y = 2 * y + channel / 2 % 2;
                x = 2 * x + channel % 2;
            }
            values[c] = condition[(static_cast<std::ptrdiff_t>(channel) * m_plan.image + y) * m_plan.image + x];
        }
        const std::size_t at = level.plan->bordered(p) * level.plan->seenChannels() + level.plan->half();
        m_plan.hidden->operands(values, level.memory->plane.data() + operand * at, count);
    }
}

}  // namespace facet::runtime::cpu
