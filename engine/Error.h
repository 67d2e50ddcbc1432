// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <stdexcept>
#include <string>

namespace facet {

/// What went wrong, in the terms of the command line's exit codes.
enum class ErrorKind {
    Usage = 2,         ///< the person asked for something that does not exist or does not make sense
    Input = 3,         ///< a picture or latent file cannot be read or is not supported
    NoFace = 4,        ///< no face where one is needed
    Model = 5,         ///< the model or its directions are missing, damaged or do not fit
    Device = 6,        ///< the device failed and nothing could take over
    Output = 7,        ///< the output cannot be written, or exists already
    Interrupted = 130  ///< the person stopped the work
};

/// The engine's one exception. `what()` is one sentence that a person can act on, without the program's name.
class Error : public std::runtime_error {
 public:
    Error(ErrorKind kind, const std::string& sentence) : std::runtime_error(sentence), m_kind(kind) {}

    ErrorKind kind() const noexcept { return m_kind; }
    int exitCode() const noexcept { return static_cast<int>(m_kind); }

 private:
    ErrorKind m_kind;
};

}  // namespace facet
