// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/jobs/Worker.h"

#include <utility>

namespace facet::ui {

Worker::Worker() : m_thread([this](const std::stop_token& stop) { run(stop); }) {}

void Worker::stop() {
    m_thread.request_stop();
    if (m_thread.joinable()) {
        m_thread.join();
    }
}

void Worker::enqueue(Job job) {
    {
        const std::lock_guard lock(m_mutex);
        m_jobs.push_back(std::move(job));
    }
    m_wake.notify_one();
}

void Worker::replaceDraft(Job draft) {
    {
        const std::lock_guard lock(m_mutex);
        m_draft = std::move(draft);
    }
    m_wake.notify_one();
}

void Worker::dropDraft() {
    const std::lock_guard lock(m_mutex);
    m_draft = nullptr;
}

void Worker::run(const std::stop_token& stop) {
    while (const Job job = takeNext(stop)) {
        job();
    }
}

Worker::Job Worker::takeNext(const std::stop_token& stop) {
    std::unique_lock lock(m_mutex);
    m_wake.wait(lock, stop, [this] { return !m_jobs.empty() || m_draft; });
    if (stop.stop_requested()) {
        return nullptr;
    }
    if (m_jobs.empty()) {
        return std::exchange(m_draft, nullptr);
    }
    Job job = std::move(m_jobs.front());
    m_jobs.pop_front();
    return job;
}

}  // namespace facet::ui
