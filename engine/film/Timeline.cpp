// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/film/Timeline.h"

#include <algorithm>
#include <cmath>

namespace facet::film {
namespace {

int framesOf(double seconds, int fps) {
    return static_cast<int>(std::lround(seconds * fps));
}

int standingFrames(const Stretch& key, int fps) {
    return std::max(1, framesOf(key.hold, fps));
}

double eased(double t, Easing easing, const Pace& pace) {
    switch (easing) {
        case Easing::InOut:
            return t * t * (3 - 2 * t);
        case Easing::Even:
            return pace.at(t);
        case Easing::Linear:
            break;
    }
    return t;
}

}  // namespace

Pace::Pace(const std::vector<double>& changes) : m_reached{0} {
    for (const double change : changes) {
        m_reached.push_back(m_reached.back() + change);
    }
    const double whole = m_reached.back();
    if (!(whole > 0)) {
        m_reached.clear();  // nothing changes, so that any pace is even
        return;
    }
    for (double& reached : m_reached) {
        reached /= whole;
    }
}

double Pace::at(double share) const {
    if (m_reached.empty() || share <= 0 || share >= 1) {
        return std::clamp(share, 0.0, 1.0);
    }
    const auto next = std::upper_bound(m_reached.begin(), m_reached.end(), share);
    const auto step = static_cast<double>(next - m_reached.begin() - 1);
    const double inStep = (share - *(next - 1)) / (*next - *(next - 1));
    return (step + inStep) / static_cast<double>(m_reached.size() - 1);
}

std::vector<double> positionsOf(const Timing& timing, const std::vector<Pace>& paces) {
    std::vector<double> positions;
    for (int key = 0; key < static_cast<int>(timing.keys.size()); ++key) {
        const Stretch& stretch = timing.keys[key];
        const int standing = standingFrames(stretch, timing.fps);
        positions.insert(positions.end(), standing, key);
        if (key == timing.ways()) {
            break;
        }
        const Pace pace = stretch.easing == Easing::Even ? paces.at(key) : Pace();
        const int moving = std::max(0, framesOf(stretch.hold + stretch.seconds, timing.fps) - standing);
        for (int i = 1; i <= moving; ++i) {
            positions.push_back(key + eased(static_cast<double>(i) / (moving + 1), stretch.easing, pace));
        }
    }
    if (timing.loop == Loop::PingPong) {
        const std::vector<double> forward = positions;
        positions.insert(positions.end(), forward.rbegin() + standingFrames(timing.keys.back(), timing.fps),
                         forward.rend() - standingFrames(timing.keys.front(), timing.fps));
    }
    return positions;
}

}  // namespace facet::film
