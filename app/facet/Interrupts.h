// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <mutex>
#include <stop_token>
#include <thread>

namespace facet::cli {

/// Ctrl-C and termination: ends the program at once with 128 + the signal's number (130 for Ctrl-C), but never in
/// the middle of a write, so that no half-written or temporary file stays behind.
///
/// The signals are taken by a thread of their own instead of a handler: there it may lock. Make the one object before
/// any other thread starts, as threads inherit which signals they do not take.
class Interrupts {
 public:
    Interrupts();
    ~Interrupts();
    Interrupts(const Interrupts&) = delete;
    Interrupts& operator=(const Interrupts&) = delete;

    /// While this is held, an interrupt waits. For the short time in which a finished result is written.
    [[nodiscard]] std::unique_lock<std::mutex> hold() { return std::unique_lock(m_writing); }

    /// From here on an interrupt asks the work with this token to stop, and the work cleans up behind itself.
    std::stop_token stopInstead();

 private:
    void wait();

    std::mutex m_writing;
    std::stop_source m_stop;
    std::atomic<bool> m_stopInstead = false;
    std::atomic<bool> m_done = false;
    std::thread m_thread;
};

}  // namespace facet::cli
