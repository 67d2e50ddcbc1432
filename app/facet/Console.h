// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

namespace facet::cli {

/// "facet: <sentence>" as one line of standard error, whatever line breaks the sentence came with.
void printSentence(const std::string& sentence);

/// 3725 → "1:02:05", 65 → "1:05"
std::string clockTime(double seconds);

/// What a command tells the person while it works, all of it on standard error.
///
/// Threads: any. The progress line appears after a second, on a terminal only, and is gone when the console is.
class Console {
 public:
    Console(bool quiet, bool verbose);
    ~Console();
    Console(const Console&) = delete;
    Console& operator=(const Console&) = delete;

    void warn(const std::string& sentence);  ///< unless --quiet
    void note(const std::string& sentence);  ///< with --verbose only
    /// What is being done now, and where it is known how much of it, 0 … 1.
    void step(const std::string& what, std::optional<double> share = std::nullopt);

 private:
    void say(const std::string& sentence);
    void keepDrawing();
    void draw();   ///< needs m_mutex
    void erase();  ///< needs m_mutex

    const bool m_quiet;
    const bool m_verbose;
    std::mutex m_mutex;
    std::condition_variable m_changed;
    bool m_ended = false;
    bool m_drawn = false;
    std::string m_step;
    std::optional<double> m_share;
    std::thread m_painter;  ///< on a terminal only
};

}  // namespace facet::cli
