// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/facet/Interrupts.h"

#include <csignal>
#include <unistd.h>

namespace facet::cli {

namespace {

sigset_t waitedFor() {
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGINT);
    sigaddset(&signals, SIGTERM);
    sigaddset(&signals, SIGUSR1);  // from the destructor, only to wake the thread
    return signals;
}

}  // namespace

Interrupts::Interrupts() {
    const sigset_t signals = waitedFor();
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    m_thread = std::thread([this] { wait(); });
}

Interrupts::~Interrupts() {
    m_done = true;
    pthread_kill(m_thread.native_handle(), SIGUSR1);
    m_thread.join();
}

std::stop_token Interrupts::stopInstead() {
    m_stopInstead = true;
    return m_stop.get_token();
}

void Interrupts::wait() {
    const sigset_t signals = waitedFor();
    while (true) {
        int signal = 0;
        sigwait(&signals, &signal);
        if (m_done) {
            return;
        }
        if (signal == SIGUSR1) {
            continue;
        }
        if (m_stopInstead) {
            m_stop.request_stop();
            continue;
        }
        [[maybe_unused]] const auto writeEnded = hold();
        // Not exit(): other threads are at work, and what they use must not be destroyed under them.
        _exit(128 + signal);
    }
}

}  // namespace facet::cli
