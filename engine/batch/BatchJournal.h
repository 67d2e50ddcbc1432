// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <map>
#include <string>

namespace facet::batch {

/// How a result came to be, all of it as SHA-256.
struct JournalEntry {
    std::string job;     ///< of the recipe, the model and whatever else decides what comes out
    std::string input;   ///< of the photo's file
    std::string output;  ///< of the result's file
    friend bool operator==(const JournalEntry&, const JournalEntry&) = default;
};

/// The memory of a batch's folder: one JSON object a line, only ever added to. The newest line about a file counts; a
/// line that was cut off by a crash does not.
///
/// An entry is added when the result's bytes are known and before they get their name, so that whatever has its name is
/// in the journal; an entry whose file never came is seen by the file that is missing or another.
class BatchJournal {
 public:
    /// Opens or begins it, and holds it: Error(Output) where another process does, or it cannot be written.
    explicit BatchJournal(const std::filesystem::path& folder);
    ~BatchJournal();
    BatchJournal(const BatchJournal&) = delete;
    BatchJournal& operator=(const BatchJournal&) = delete;

    /// Null where the journal does not know it. `output` is relative to the folder.
    const JournalEntry* find(const std::filesystem::path& output) const;
    /// On the disk when it returns. Throws Error(Output).
    void add(const std::filesystem::path& output, const JournalEntry& entry);

 private:
    void load();
    void append(const std::string& text) const;
    [[noreturn]] void fail(int error) const;

    std::filesystem::path m_path;
    int m_descriptor = -1;
    std::map<std::string, JournalEntry> m_entries;
};

}  // namespace facet::batch
