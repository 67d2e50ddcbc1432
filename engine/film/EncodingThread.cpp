// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/film/EncodingThread.h"

#include <chrono>

namespace facet::film {
namespace {

constexpr std::size_t MostWaiting = 8;

}  // namespace

EncodingThread::EncodingThread(media::FilmWriter& writer)
    : m_writer(writer), m_thread([this](const std::stop_token& stop) { work(stop); }) {}

EncodingThread::~EncodingThread() {
    m_thread.request_stop();
}

void EncodingThread::rethrow() {
    if (m_error) {
        std::rethrow_exception(m_error);
    }
}

void EncodingThread::push(Image frame) {
    std::unique_lock lock(m_mutex);
    m_changed.wait(lock, [this] { return m_waiting.size() < MostWaiting || m_error; });
    rethrow();
    m_waiting.push_back(std::move(frame));
    m_changed.notify_all();
}

void EncodingThread::finish() {
    {
        const std::lock_guard lock(m_mutex);
        m_complete = true;
    }
    m_changed.notify_all();
    m_thread.join();
    rethrow();
}

void EncodingThread::work(const std::stop_token& stop) {
    try {
        for (;;) {
            std::unique_lock lock(m_mutex);
            m_changed.wait(lock, stop, [this] { return !m_waiting.empty() || m_complete; });
            if (stop.stop_requested() || m_waiting.empty()) {
                return;
            }
            const Image frame = std::move(m_waiting.front());
            m_waiting.pop_front();
            lock.unlock();
            m_changed.notify_all();
            const auto start = std::chrono::steady_clock::now();
            m_writer.add(frame);
            m_busyMs += std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
        }
    } catch (...) {
        const std::lock_guard lock(m_mutex);
        m_error = std::current_exception();
        m_changed.notify_all();
    }
}

}  // namespace facet::film
