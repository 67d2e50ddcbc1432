// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/Process.h"

#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <poll.h>
#include <stdexcept>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

namespace facet::test {

namespace {

struct Pipe {
    int read = -1;
    int write = -1;
};

Pipe makePipe() {
    int ends[2];
    if (::pipe2(ends, O_CLOEXEC) != 0) {
        throw std::runtime_error("no pipe can be made");
    }
    return {ends[0], ends[1]};
}

void closeOnce(int& descriptor) {
    if (descriptor >= 0) {
        ::close(descriptor);
        descriptor = -1;
    }
}

/// In the child: only calls that are safe between fork and exec.
[[noreturn]] void become(char* const* arguments, const Pipe& in, const Pipe& out, const Pipe& err,
                         const Process::Limits& limits) {
    constexpr unsigned MostSeconds = 300;
    ::dup2(in.read, STDIN_FILENO);
    ::dup2(out.write, STDOUT_FILENO);
    ::dup2(err.write, STDERR_FILENO);
    ::alarm(MostSeconds);
    ::signal(SIGINT, SIG_DFL);
    if (limits.fileSize >= 0) {
        const rlimit most{rlim_t(limits.fileSize), rlim_t(limits.fileSize)};
        ::signal(SIGXFSZ, SIG_IGN);  // so that the write fails, as on a full disk, and does not kill
        ::setrlimit(RLIMIT_FSIZE, &most);
    }
    ::execv(arguments[0], arguments);
    ::_exit(127);
}

}  // namespace

Process::Process(const std::vector<std::string>& command, Limits limits) {
    ::signal(SIGPIPE, SIG_IGN);  // a program may end before it has read all
    std::vector<std::string> words = command;
    std::vector<char*> arguments;
    for (std::string& word : words) {
        arguments.push_back(word.data());
    }
    arguments.push_back(nullptr);
    Pipe in = makePipe();
    Pipe out = makePipe();
    Pipe err = makePipe();
    m_process = ::fork();
    if (m_process == 0) {
        become(arguments.data(), in, out, err, limits);
    }
    closeOnce(in.read);
    closeOnce(out.write);
    closeOnce(err.write);
    m_in = in.write;
    m_out = out.read;
    m_err = err.read;
    if (m_process < 0) {
        throw std::runtime_error("no process can be started");
    }
}

Process::~Process() {
    if (m_process > 0) {
        ::kill(m_process, SIGKILL);
        ::waitpid(m_process, nullptr, 0);
    }
    closeOnce(m_in);
    closeOnce(m_out);
    closeOnce(m_err);
}

void Process::write(std::span<const std::byte> input) {
    while (!input.empty()) {
        const ssize_t written = ::write(m_in, input.data(), input.size());
        if (written < 0) {
            return;  // it wants no more; what it says about that is for the test
        }
        input = input.subspan(std::size_t(written));
    }
}

void Process::closeInput() {
    closeOnce(m_in);
}

std::string Process::nextErrorLine() {
    while (m_errRead.find('\n') == std::string::npos && m_err >= 0) {
        readSome(m_err, m_errRead);
    }
    const auto end = m_errRead.find('\n');
    const std::string line = m_errRead.substr(0, end);
    m_errRead.erase(0, end == std::string::npos ? end : end + 1);
    return line;
}

bool Process::waitForOutput() {
    while (m_outRead.empty() && m_out >= 0) {
        readSome(m_out, m_outRead);
    }
    return !m_outRead.empty();
}

void Process::send(int signal) {
    ::kill(m_process, signal);
}

Finished Process::finish() {
    while (m_out >= 0 || m_err >= 0) {
        pollfd streams[] = {{m_out, POLLIN, 0}, {m_err, POLLIN, 0}};  // those that are closed, -1, are left out
        if (::poll(streams, 2, -1) < 0 && errno != EINTR) {
            throw std::runtime_error("the streams of the program cannot be watched");
        }
        if (streams[0].revents != 0) {
            readSome(m_out, m_outRead);
        }
        if (streams[1].revents != 0) {
            readSome(m_err, m_errRead);
        }
    }
    int status = 0;
    ::waitpid(m_process, &status, 0);
    m_process = -1;
    return {WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status), m_outRead, m_errRead};
}

void Process::readSome(int& stream, std::string& into) {
    char buffer[65536];
    const ssize_t got = ::read(stream, buffer, sizeof buffer);
    if (got > 0) {
        into.append(buffer, std::size_t(got));
    } else if (got == 0 || errno != EINTR) {
        closeOnce(stream);
    }
}

}  // namespace facet::test
