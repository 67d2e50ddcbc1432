// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/runtime/cpu/ThreadTeam.h"

#include <algorithm>

namespace facet::runtime::cpu {
namespace {

constexpr int SpinsBeforeYield = 2000;

void pauseBriefly() {
#ifdef __x86_64__
    __builtin_ia32_pause();
#endif
}

}  // namespace

ThreadTeam::ThreadTeam(int size) : m_size(std::max(size, 1)) {
    for (int i = 1; i < m_size; ++i) {
        m_threads.emplace_back([this, i] { serve(i); });
    }
}

ThreadTeam::~ThreadTeam() {
    m_ending = true;
    m_runs.fetch_add(1, std::memory_order_release);
    m_runs.notify_all();
}

void ThreadTeam::run(const std::function<void(int)>& work) {
    m_work = &work;
    m_runs.fetch_add(1, std::memory_order_release);
    m_runs.notify_all();
    work(0);
    meet();
}

void ThreadTeam::serve(int index) {
    for (unsigned seen = 0;; ++seen) {
        m_runs.wait(seen, std::memory_order_acquire);
        if (m_ending) {
            return;
        }
        (*m_work)(index);
        meet();
    }
}

void ThreadTeam::meet() {
    const unsigned meeting = m_meetings.load(std::memory_order_acquire);
    if (m_arrived.fetch_add(1, std::memory_order_acq_rel) + 1 == m_size) {
        m_arrived.store(0, std::memory_order_relaxed);
        m_meetings.store(meeting + 1, std::memory_order_release);
        return;
    }
    for (int spins = 0; m_meetings.load(std::memory_order_acquire) == meeting; ++spins) {
        if (spins < SpinsBeforeYield) {
            pauseBriefly();
        } else {
            std::this_thread::yield();
        }
    }
}

}  // namespace facet::runtime::cpu
