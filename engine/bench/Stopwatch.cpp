// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/bench/Stopwatch.h"

#include <algorithm>
#include <chrono>

namespace facet::bench {
namespace {

using Clock = std::chrono::steady_clock;

constexpr double RoundMs = 100;  // of each way
constexpr int FewestRounds = 3;

double since(Clock::time_point start) {
    return std::chrono::duration<double, std::milli>(Clock::now() - start).count();
}

void round(const std::function<void()>& work, std::vector<double>& times) {
    work();
    const auto start = Clock::now();
    do {
        const auto begin = Clock::now();
        work();
        times.push_back(since(begin));
    } while (since(start) < RoundMs);
}

Spread spreadOf(std::vector<double> times) {
    std::sort(times.begin(), times.end());
    return {times[times.size() / 2], times[times.size() * 95 / 100]};
}

}  // namespace

std::vector<Spread> compare(const std::vector<std::function<void()>>& ways, double seconds) {
    std::vector<std::vector<double>> times(ways.size());
    const auto start = Clock::now();
    for (int rounds = 0; rounds < FewestRounds || since(start) < 1000 * seconds; ++rounds) {
        for (std::size_t i = 0; i < ways.size(); ++i) {
            round(ways[i], times[i]);
        }
    }
    std::vector<Spread> spreads;
    for (auto& t : times) {
        spreads.push_back(spreadOf(std::move(t)));
    }
    return spreads;
}

}  // namespace facet::bench
