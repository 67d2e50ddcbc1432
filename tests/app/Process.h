// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <sys/types.h>
#include <vector>

namespace facet::test {

/// How a process ended and what it said that nobody had read before.
struct Finished {
    int exitCode = 0;  ///< negative: the signal that killed it
    std::string out;
    std::string err;
};

/// A program with pipes for its three streams. One that hangs is killed after five minutes, and with this object.
class Process {
 public:
    struct Limits {
        long long fileSize = -1;  ///< no file may grow beyond this many bytes, as on a disk that fills up; -1: none
    };

    explicit Process(const std::vector<std::string>& command, Limits limits = {.fileSize = -1});
    ~Process();
    Process(const Process&) = delete;
    Process& operator=(const Process&) = delete;

    void write(std::span<const std::byte> input);
    void closeInput();

    /// Waits for the next whole line of standard error; what there is where the stream ends before.
    std::string nextErrorLine();
    /// Waits for a byte of standard output. False where the stream ends before.
    bool waitForOutput();
    void send(int signal);

    /// Reads the streams to their ends and waits for the process. Its input stays as it is, open or closed.
    Finished finish();

 private:
    void readSome(int& stream, std::string& into);

    pid_t m_process = -1;
    int m_in = -1;
    int m_out = -1;
    int m_err = -1;
    std::string m_outRead;
    std::string m_errRead;
};

}  // namespace facet::test
