// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/batch/BatchJournal.h"

#include "engine/Error.h"

#include <nlohmann/json.hpp>

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <fstream>
#include <sys/file.h>
#include <unistd.h>

namespace facet::batch {

namespace {

using Json = nlohmann::json;

/// Names of files are bytes, JSON is UTF-8: what is not plain ASCII is written as hexadecimal digits behind a %.
std::string escaped(const std::string& name) {
    std::string text;
    for (const char c : name) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte < 0x20 || byte > 0x7E || c == '%') {
            text += '%';
            text += "0123456789abcdef"[byte >> 4];
            text += "0123456789abcdef"[byte & 15];
        } else {
            text += c;
        }
    }
    return text;
}

std::string textOf(const Json& line, const char* key) {
    const auto found = line.find(key);
    return found != line.end() && found->is_string() ? found->get<std::string>() : std::string();
}

}  // namespace

BatchJournal::BatchJournal(const std::filesystem::path& folder) : m_path(folder / ".facet-batch.jsonl") {
    m_descriptor = ::open(m_path.c_str(), O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0666);
    if (m_descriptor < 0) {
        fail(errno);
    }
    if (::flock(m_descriptor, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK) {
        ::close(m_descriptor);
        throw Error(ErrorKind::Output, folder.string() + ": another batch is at work in this folder; wait for its end");
    }
    load();
}

BatchJournal::~BatchJournal() {
    ::close(m_descriptor);
}

void BatchJournal::load() {
    std::ifstream file(m_path, std::ios::binary);
    bool whole = true;
    for (std::string text; std::getline(file, text);) {
        whole = !file.eof();
        const Json line = Json::parse(text, nullptr, false);
        if (line.is_object()) {
            m_entries[textOf(line, "output")] = {textOf(line, "job"), textOf(line, "input_sha256"),
                                                 textOf(line, "output_sha256")};
        }
    }
    if (!whole) {
        append("\n");
    }
}

const JournalEntry* BatchJournal::find(const std::filesystem::path& output) const {
    const auto found = m_entries.find(escaped(output.string()));
    return found == m_entries.end() ? nullptr : &found->second;
}

void BatchJournal::add(const std::filesystem::path& output, const JournalEntry& entry) {
    const std::string name = escaped(output.string());
    const Json line = {
        {"output", name}, {"job", entry.job}, {"input_sha256", entry.input}, {"output_sha256", entry.output}};
    append(line.dump() + '\n');
    m_entries[name] = entry;
}

void BatchJournal::append(const std::string& text) const {
    // One write a line: lines of a file opened for appending do not mix.
    const ssize_t written = ::write(m_descriptor, text.data(), text.size());
    if (written != static_cast<ssize_t>(text.size())) {
        fail(written < 0 ? errno : ENOSPC);
    }
    if (::fdatasync(m_descriptor) != 0) {
        fail(errno);
    }
}

void BatchJournal::fail(int error) const {
    throw Error(ErrorKind::Output, m_path.string() + " cannot be written: " + std::strerror(error));
}

}  // namespace facet::batch
