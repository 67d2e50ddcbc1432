// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/media/Container.h"

#include <filesystem>
#include <string>

namespace facet::media {

/// A file that appears whole or not at all: it is written under a temporary name beside its target and renamed when
/// everything is on the disk. Until then what was there stays, and the temporary goes with this object.
///
/// A symbolic link is followed; an existing file keeps its permissions. Throws Error(Output).
class OutputFile {
 public:
    OutputFile(const std::filesystem::path& target, bool overwrite);
    ~OutputFile();
    OutputFile(const OutputFile&) = delete;
    OutputFile& operator=(const OutputFile&) = delete;

    /// The file that is being written, for libraries that open it themselves.
    const std::string& temporary() const { return m_temporary; }

    void write(Bytes bytes);
    void commit();

 private:
    [[noreturn]] void fail(int error) const;

    std::filesystem::path m_shown;   // as the person named it, for messages
    std::filesystem::path m_target;  // links resolved
    std::string m_temporary;         // empty once renamed
    int m_descriptor = -1;
};

/// Throws Error(Output): the path and, as the end of the sentence, why nothing can be written there.
[[noreturn]] void refuseOutput(const std::filesystem::path& path, const std::string& why);

/// Removes the temporaries in a folder that no process writes any more: those of a process that was killed.
void removeAbandonedFiles(const std::filesystem::path& folder);

}  // namespace facet::media
