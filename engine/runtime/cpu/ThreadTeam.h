// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <functional>
#include <thread>
#include <vector>

namespace facet::runtime::cpu {

/// Threads that do one piece of work together and meet at barriers in the middle of it. A pass through a flow has some
/// hundred barriers a few ten microseconds apart, too close for a sleep and a wake-up at each.
class ThreadTeam {
 public:
    explicit ThreadTeam(int size);
    ~ThreadTeam();
    ThreadTeam(const ThreadTeam&) = delete;
    ThreadTeam& operator=(const ThreadTeam&) = delete;

    int size() const { return m_size; }

    /// Calls work(0) here and work(1) … work(size − 1) on the other threads; returns when all have. Between calls they
    /// sleep. The work must not throw. One call at a time.
    void run(const std::function<void(int)>& work);

    /// Within run(): waits for the others. Spins briefly, then yields, so that a thread that the system took off its
    /// core is not waited for at full power.
    void meet();

 private:
    void serve(int index);

    const int m_size;
    std::atomic<int> m_arrived = 0;
    std::atomic<unsigned> m_meetings = 0;
    std::atomic<unsigned> m_runs = 0;
    std::atomic<bool> m_ending = false;
    const std::function<void(int)>* m_work = nullptr;
    std::vector<std::jthread> m_threads;
};

}  // namespace facet::runtime::cpu
