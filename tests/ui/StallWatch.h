// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTimer>

#include <chrono>
#include <map>
#include <thread>
#include <vector>

namespace facet::test {

using Clock = std::chrono::steady_clock;

/// Time without a beat, of which so many milliseconds were spent waiting for a processor.
struct Gap {
    Clock::time_point from;
    Clock::time_point to;
    double waited = 0;
};

/// What of a gap is neither waiting for a processor nor within a pause, in milliseconds.
double stalledMs(const Gap& gap, const std::vector<Gap>& pauses);

/// A thread on each processor that does nothing but look at the clock. Where one is late though it did not wait for its
/// turn, that processor stood still: a virtual one that its host took away, a process that was sent SIGSTOP. Clocks go
/// on meanwhile, and no thread there counts the time as waiting.
class Metronome {
 public:
    Metronome();

    /// Of any processor, until now, none overlapping another. Ends it.
    std::vector<Gap> pauses();

 private:
    struct Processor {
        std::vector<Gap> pauses;
        std::jthread thread;
    };

    std::vector<Processor> m_processors;
};

/// How long threads of this process were ready to run while others had the processors: the ui thread, and those that Qt
/// paints its pictures with, for which the ui thread waits.
class ProcessorWaits {
 public:
    ProcessorWaits();

    /// Milliseconds since the last call: the ui thread's, and the longest of its helpers'.
    double sinceLastTime();

 private:
    bool isHelper(long thread);

    long m_uiThread;
    std::map<long, bool> m_isHelper;
    std::map<long, double> m_waited;
};

/// The ui thread's heartbeat. What counts as a stall is time without a beat in which the ui did not merely wait for a
/// processor and other threads ran, so that neither a busy machine nor one that is stopped fails the test.
class StallWatch : public QObject {
 public:
    StallWatch();

    /// Ends the watch.
    double longestMs();

 private:
    void beat();

    Metronome m_metronome;
    ProcessorWaits m_waits;
    QTimer m_timer;
    Clock::time_point m_last;
    std::vector<Gap> m_gaps;
};

}  // namespace facet::test
