// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/media/FilmWriter.h"

#include <condition_variable>
#include <deque>
#include <exception>
#include <mutex>
#include <thread>

namespace facet::film {

/// Encodes frames beside the thread that makes them, some of them waiting in between.
class EncodingThread {
 public:
    explicit EncodingThread(media::FilmWriter& writer);
    /// Drops what waits.
    ~EncodingThread();
    EncodingThread(const EncodingThread&) = delete;
    EncodingThread& operator=(const EncodingThread&) = delete;

    /// Waits while too many frames do. Throws what the writer threw.
    void push(Image frame);
    /// Waits for all frames. Throws what the writer threw.
    void finish();

    double busyMs() const { return m_busyMs; }  ///< after finish()

 private:
    void work(const std::stop_token& stop);
    void rethrow();  ///< needs m_mutex

    media::FilmWriter& m_writer;
    std::mutex m_mutex;
    std::condition_variable_any m_changed;
    std::deque<Image> m_waiting;
    bool m_complete = false;
    std::exception_ptr m_error;
    double m_busyMs = 0;
    std::jthread m_thread;
};

}  // namespace facet::film
