// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/StallWatch.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sched.h>
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

/// While a processor stood still: gaps in which not even a thread that does nothing ran, and did not wait either.
std::vector<Gap> pausesOf(int processor, const std::stop_token& stop) {
    constexpr double Shortest = 5;
    cpu_set_t only;
    CPU_ZERO(&only);
    CPU_SET(processor, &only);
    sched_setaffinity(0, sizeof only, &only);
    const long thread = syscall(SYS_gettid);
    std::vector<Gap> pauses;
    double waited = waitedForProcessor(thread);
    for (auto last = Clock::now(); !stop.stop_requested();) {
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
        const auto now = Clock::now();
        const double waitedNow = waitedForProcessor(thread);
        const Gap gap = {last, now, waitedNow - waited};
        if (stalledMs(gap, {}) > Shortest) {
            pauses.push_back(gap);
        }
        last = now;
        waited = waitedNow;
    }
    return pauses;
}

}  // namespace

double stalledMs(const Gap& gap, const std::vector<Gap>& pauses) {
    double stalled = millisecondsBetween(gap.from, gap.to) - gap.waited;
    for (const Gap& pause : pauses) {
        stalled -= std::max(0.0, millisecondsBetween(std::max(gap.from, pause.from), std::min(gap.to, pause.to)));
    }
    return stalled;
}

Metronome::Metronome() {
    cpu_set_t allowed;
    sched_getaffinity(0, sizeof allowed, &allowed);
    m_processors.resize(CPU_COUNT(&allowed));
    int processor = -1;
    for (Processor& each : m_processors) {
        do {
            ++processor;
        } while (!CPU_ISSET(processor, &allowed));
        each.thread =
            std::jthread([processor, &each](const std::stop_token& stop) { each.pauses = pausesOf(processor, stop); });
    }
}

std::vector<Gap> Metronome::pauses() {
    std::vector<Gap> found;
    for (Processor& processor : m_processors) {
        processor.thread.request_stop();
        processor.thread.join();
        found.insert(found.end(), processor.pauses.begin(), processor.pauses.end());
    }
    std::ranges::sort(found, {}, &Gap::from);
    std::vector<Gap> apart;
    for (const Gap& pause : found) {
        if (apart.empty() || apart.back().to < pause.from) {
            apart.push_back(pause);
        } else {
            apart.back().to = std::max(apart.back().to, pause.to);
        }
    }
    return apart;
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
