// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/StallWatch.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <string>
#include <sys/syscall.h>
#include <unistd.h>
#include <utility>

namespace facet::test {

namespace {

double millisecondsBetween(Clock::time_point from, Clock::time_point to) {
    return std::chrono::duration<double, std::milli>(to - from).count();
}

std::filesystem::path folderOf(long thread) {
    return "/proc/self/task/" + std::to_string(thread);
}

double waitedForProcessor(long thread) {
    std::ifstream file(folderOf(thread) / "schedstat");
    double ran = 0;
    double waited = 0;
    file >> ran >> waited;
    return waited / 1e6;
}

}  // namespace

double stalledMs(const Gap& gap, const std::vector<Gap>& pauses) {
    double stalled = millisecondsBetween(gap.from, gap.to) - gap.waited;
    for (const Gap& pause : pauses) {
        stalled -= std::max(0.0, millisecondsBetween(std::max(gap.from, pause.from), std::min(gap.to, pause.to)));
    }
    return stalled;
}

std::vector<Gap> Metronome::pauses() {
    m_thread.request_stop();
    m_thread.join();
    return m_pauses;
}

void Metronome::run(const std::stop_token& stop) {
    // Longer than a thread that mostly sleeps waits for its turn on a busy machine: what is a pause hides a stall.
    constexpr double Shortest = 150;
    for (auto last = Clock::now(); !stop.stop_requested();) {
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
        const auto now = Clock::now();
        if (millisecondsBetween(last, now) > Shortest) {
            m_pauses.push_back({last, now});
        }
        last = now;
    }
}

ProcessorWaits::ProcessorWaits() : m_uiThread(syscall(SYS_gettid)) {
    sinceLastTime();
}

bool ProcessorWaits::isHelper(long thread) {
    const auto [known, isNew] = m_isHelper.try_emplace(thread, false);
    if (isNew) {
        std::string name;
        std::getline(std::ifstream(folderOf(thread) / "comm"), name);
        known->second = name == "Thread (pooled)";
    }
    return known->second;
}

double ProcessorWaits::sinceLastTime() {
    double own = 0;
    double longest = 0;
    for (const auto& entry : std::filesystem::directory_iterator("/proc/self/task")) {
        const long thread = std::stol(entry.path().filename());
        if (thread != m_uiThread && !isHelper(thread)) {
            continue;
        }
        const double now = waitedForProcessor(thread);
        const double since = now - std::exchange(m_waited[thread], now);
        if (thread == m_uiThread) {
            own = since;
        } else {
            longest = std::max(longest, since);
        }
    }
    return own + longest;
}

StallWatch::StallWatch() : m_last(Clock::now()) {
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, [this] { beat(); });
    m_timer.start(1);
}

double StallWatch::longestMs() {
    beat();
    m_timer.stop();
    const std::vector<Gap> pauses = m_metronome.pauses();
    double longest = 0;
    for (const Gap& gap : m_gaps) {
        longest = std::max(longest, stalledMs(gap, pauses));
    }
    return longest;
}

void StallWatch::beat() {
    const double waited = m_waits.sinceLastTime();
    const auto now = Clock::now();
    m_gaps.push_back({m_last, now, waited});
    m_last = now;
}

}  // namespace facet::test
