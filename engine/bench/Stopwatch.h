// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <vector>

namespace facet::bench {

/// Milliseconds of one piece of work, over all times it was run.
struct Spread {
    double median = 0;
    double p95 = 0;
};

/// Times several ways to do the same side by side: in rounds, so that a slower minute of the machine meets them all,
/// and in each round some times one after the other, the first of them uncounted, so that each works in its own caches.
/// Ends after `seconds`, but not before three rounds.
std::vector<Spread> compare(const std::vector<std::function<void()>>& ways, double seconds);

}  // namespace facet::bench
