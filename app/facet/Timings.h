// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <nlohmann/json_fwd.hpp>

#include <chrono>
#include <string>
#include <utility>
#include <vector>

namespace facet::cli {

/// How long the stages of a command took, in the order in which they first ran.
class Timings {
 public:
    /// Runs `work` and adds its time to the stage's.
    template <class Work>
    auto measure(const std::string& stage, Work&& work) {
        const Stopwatch stopwatch(*this, stage);
        return std::forward<Work>(work)();
    }

    /// {"load": 812.4, …}, milliseconds.
    nlohmann::ordered_json toJson() const;
    /// "load 812 ms, …"
    std::string toText() const;

 private:
    using Clock = std::chrono::steady_clock;

    class Stopwatch {
     public:
        Stopwatch(Timings& timings, const std::string& stage) : m_timings(timings), m_stage(stage) {}
        ~Stopwatch() { m_timings.add(m_stage, Clock::now() - m_start); }
        Stopwatch(const Stopwatch&) = delete;
        Stopwatch& operator=(const Stopwatch&) = delete;

     private:
        Timings& m_timings;
        const std::string& m_stage;
        Clock::time_point m_start = Clock::now();
    };

    void add(const std::string& stage, std::chrono::duration<double, std::milli> time);

    std::vector<std::pair<std::string, double>> m_stages;
};

}  // namespace facet::cli
