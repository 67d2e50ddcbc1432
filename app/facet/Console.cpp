// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/facet/Console.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <unistd.h>

namespace facet::cli {

namespace {

constexpr std::chrono::seconds WorthShowing(1);
constexpr std::chrono::milliseconds BetweenFrames(200);

/// " [#####---------------] 25 %"
std::string barOf(double share) {
    constexpr int Width = 20;
    const auto done = static_cast<std::size_t>(std::lround(Width * std::clamp(share, 0.0, 1.0)));
    return " [" + std::string(done, '#') + std::string(Width - done, '-') + "] " +
           std::to_string(std::lround(100 * share)) + " %";
}

}  // namespace

std::string clockTime(double seconds) {
    const long whole = std::lround(seconds);
    const auto twoDigits = [](long number) { return (number < 10 ? ":0" : ":") + std::to_string(number); };
    return (whole >= 3600 ? std::to_string(whole / 3600) + twoDigits(whole / 60 % 60) : std::to_string(whole / 60)) +
           twoDigits(whole % 60);
}

void printSentence(const std::string& sentence) {
    std::string line = sentence;
    std::replace_if(
        line.begin(), line.end(), [](char c) { return c == '\n' || c == '\r'; }, ' ');
    std::fprintf(stderr, "facet: %s\n", line.c_str());
}

Console::Console(bool quiet, bool verbose) : m_quiet(quiet), m_verbose(verbose) {
    if (!quiet && isatty(STDERR_FILENO) != 0) {
        m_painter = std::thread([this] { keepDrawing(); });
    }
}

Console::~Console() {
    if (!m_painter.joinable()) {
        return;
    }
    {
        const std::scoped_lock lock(m_mutex);
        m_ended = true;
    }
    m_changed.notify_all();
    m_painter.join();
}

void Console::warn(const std::string& sentence) {
    if (!m_quiet) {
        say(sentence);
    }
}

void Console::note(const std::string& sentence) {
    if (m_verbose) {
        say(sentence);
    }
}

void Console::step(const std::string& what, std::optional<double> share) {
    const std::scoped_lock lock(m_mutex);
    m_step = what;
    m_share = share;
}

void Console::say(const std::string& sentence) {
    const std::scoped_lock lock(m_mutex);
    erase();
    printSentence(sentence);
}

void Console::keepDrawing() {
    std::unique_lock lock(m_mutex);
    m_changed.wait_for(lock, WorthShowing, [this] { return m_ended; });
    while (!m_ended) {
        draw();
        m_changed.wait_for(lock, BetweenFrames, [this] { return m_ended; });
    }
    erase();
}

void Console::draw() {
    if (m_step.empty()) {
        return;
    }
    std::fprintf(stderr, "\r\033[K%s …%s", m_step.c_str(), m_share ? barOf(*m_share).c_str() : "");
    std::fflush(stderr);
    m_drawn = true;
}

void Console::erase() {
    if (m_drawn) {
        std::fputs("\r\033[K", stderr);
        m_drawn = false;
    }
}

}  // namespace facet::cli
