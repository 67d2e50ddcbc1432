// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/flow/Architecture.h"

#include "engine/flow/Attention.h"

#include <algorithm>
#include <stdexcept>
#include <string>

namespace facet::flow {

std::vector<std::int64_t> Architecture::epsShape(std::int64_t level) const {
    if (level == levels()) {
        return {condition, image, image};
    }
    const bool last = level + 1 == levels();
    return {last ? channelsAt(level) : channelsAt(level) / 2, sideAt(level), sideAt(level)};
}

bool Architecture::attendsAt(std::int64_t level) const {
    return std::find(attention.begin(), attention.end(), sideAt(level)) != attention.end();
}

CouplingForm Architecture::couplingForm(std::int64_t level) const {
    return {conditionAt(level), padding, leastScale, attendsAt(level) ? sideAt(level) : 0};
}

/// Throws std::invalid_argument; `this` is sound without its attention.
void Architecture::checkAttention() const {
    for (const auto side : attention) {
        std::int64_t level = 0;
        while (level < levels() && sideAt(level) != side) {
            ++level;
        }
        if (level == levels() || side > Attention::MostSide) {
            throw std::invalid_argument("architecture: no level whose planes have a side of " + std::to_string(side) +
                                        " can attend; the sides are halves, quarters, … of the image's, and at most " +
                                        std::to_string(Attention::MostSide));
        }
        if (widths[level] % (2 * Attention::Heads) != 0) {
            throw std::invalid_argument("architecture: a level that attends wants a width that " +
                                        std::to_string(2 * Attention::Heads) + " divides, not " +
                                        std::to_string(widths[level]));
        }
    }
}

void Architecture::check() const {
    const auto refuse = [](const std::string& why) { throw std::invalid_argument("architecture: " + why); };
    if (steps.empty() || steps.size() > 8 || widths.size() != steps.size()) {
        refuse("wanted 1 to 8 levels with one number of steps and one width each, got " + std::to_string(steps.size()) +
               " and " + std::to_string(widths.size()));
    }
    if (channels < 1 || channels > 12 || condition < 0 || condition > 4 || bits < 1 || bits > 8) {
        refuse("wanted 1 to 12 channels, a condition of 0 to 4, and 1 to 8 bits");
    }
    if (condition > 0 && channels != 3 * condition) {
        refuse("the details beside a condition of " + std::to_string(condition) + " channels are " +
               std::to_string(3 * condition) + ", not " + std::to_string(channels));
    }
    if (!(leastScale >= 0 && leastScale < 1)) {
        refuse("wanted a least scale from 0 to below 1");
    }
    if (image < 1 || image > 4096 || image % (std::int64_t{1} << levels()) != 0) {
        refuse("an image side of " + std::to_string(image) + " cannot be halved " + std::to_string(levels()) +
               " times");
    }
    for (std::size_t level = 0; level < steps.size(); ++level) {
        if (steps[level] < 1 || steps[level] > 256 || widths[level] < 1 || widths[level] > 4096) {
            refuse("wanted 1 to 256 steps and a width of 1 to 4096 at each level");
        }
    }
    checkAttention();
}

}  // namespace facet::flow
