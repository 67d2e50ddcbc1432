// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/runtime/cpu/ThreadTeam.h"

#include <algorithm>
#include <atomic>
#include <utility>
#include <vector>

namespace facet::runtime::cpu {

/// Which of how many threads work on one image. All of them make the same calls.
struct Crew {
    int index = 0;
    int size = 1;
    ThreadTeam* team = nullptr;  // null where one thread works alone

    void meet() const {
        if (team != nullptr) {
            team->meet();
        }
    }
    /// This thread's share of `count` pixels or blocks: first, one past the last.
    std::pair<int, int> share(int count) const { return shareOf(index, count); }
    std::pair<int, int> shareOf(int thread, int count) const {
        return {count * thread / size, count * (thread + 1) / size};
    }
};

/// The pixels of a plane in tiles, each for whoever comes first: cores are not equally fast, nor is all of their time
/// ours, and at the next meeting the slowest one counts.
class TileShares {
 public:
    explicit TileShares(int crewSize) : m_taken(crewSize) {}

    /// Calls visit(first pixel, one past the last) for the tiles of this thread's share, whose activations lie in its
    /// cache, then for those of the other shares that nobody has begun.
    template <typename Visit>
    void visit(const Crew& crew, int pixels, int tilePixels, Visit visit) {
        for (int i = 0; i < crew.size; ++i) {
            const int of = (crew.index + i) % crew.size;
            const auto [first, last] = crew.shareOf(of, pixels);
            const int tiles = (last - first + tilePixels - 1) / tilePixels;
            for (int t = take(of); t < tiles; t = take(of)) {
                const int p = first + t * tilePixels;
                visit(p, std::min(p + tilePixels, last));
            }
        }
    }
    /// To be called by every thread after a meeting that followed visit(), with another one before the next visit().
    void renew(const Crew& crew) { m_taken[crew.index].tiles.store(0, std::memory_order_relaxed); }

 private:
    struct alignas(64) Taken {
        std::atomic<int> tiles = 0;
    };
    int take(int share) { return m_taken[share].tiles.fetch_add(1, std::memory_order_relaxed); }

    std::vector<Taken> m_taken;
};

}  // namespace facet::runtime::cpu
