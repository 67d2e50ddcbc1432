// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

namespace facet::film {

/// How a way from key to key begins and ends.
enum class Easing {
    Linear,  ///< equal steps along the path
    InOut,   ///< the smoothstep 3t² − 2t³
    Even     ///< equal steps of what changes in the picture, as measured
};

enum class Loop { None, Loop, PingPong };

/// A key frame's part of a film: it stands, and then goes over to the next one.
struct Stretch {
    double hold = 0.3;   ///< seconds that it stands
    double seconds = 2;  ///< of the way to the next key
    Easing easing = Easing::InOut;
    friend bool operator==(const Stretch&, const Stretch&) = default;
};

struct Timing {
    std::vector<Stretch> keys;  ///< the last one's way counts in a loop only
    int fps = 30;
    Loop loop = Loop::None;

    bool closed() const { return loop == Loop::Loop; }
    int ways() const { return static_cast<int>(keys.size()) - (closed() ? 0 : 1); }
    friend bool operator==(const Timing&, const Timing&) = default;
};

/// Where on its way a film has to be for equal steps of what changes in the picture.
class Pace {
 public:
    /// Equal steps along the path.
    Pace() = default;
    /// From how much the picture changes in each of several equal steps along the way; none negative.
    explicit Pace(const std::vector<double>& changes);

    /// 0 … 1 of the change → 0 … 1 of the way.
    double at(double share) const;

 private:
    std::vector<double> m_reached;  ///< the share of the whole change after each step, from 0 to 1; empty: linear
};

/// Where each frame of a film lies on the path through its key frames: 0 is the first key, 1 the second, 1.5 half way
/// between the second and the third.
///
/// Every key has a frame of its own, exactly. Without a loop the film ends with the last key's. A loop goes on from
/// the last key to the first (positions up to the number of keys), and ping-pong the same way back; of neither is a
/// frame shown twice where the film starts again or turns. `paces` are those of the ways, needed where one is Even.
std::vector<double> positionsOf(const Timing& timing, const std::vector<Pace>& paces = {});

}  // namespace facet::film
