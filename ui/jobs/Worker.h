// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <stop_token>
#include <thread>

namespace facet::ui {

/// One thread that runs jobs in the order they came, and between them the newest draft.
///
/// There is one slot for a draft: a newer one replaces it as long as it has not started, and one that has started
/// is finished. So a slider that moves faster than pictures are made still sees a steady stream of them, and the
/// last picture is always that of the last move.
class Worker {
 public:
    using Job = std::function<void()>;

    Worker();
    ~Worker() { stop(); }
    Worker(const Worker&) = delete;
    Worker& operator=(const Worker&) = delete;

    void enqueue(Job job);
    void replaceDraft(Job draft);
    void dropDraft();
    /// Finishes the job that runs; the others, and those that come from now on, are dropped. Workers whose jobs give
    /// one another work are all to be stopped before the first of them goes.
    void stop();

 private:
    void run(const std::stop_token& stop);
    Job takeNext(const std::stop_token& stop);

    std::mutex m_mutex;
    std::condition_variable_any m_wake;
    std::deque<Job> m_jobs;
    Job m_draft;
    std::jthread m_thread;  // the last member: it uses all the others
};

}  // namespace facet::ui
