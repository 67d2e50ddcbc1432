// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <span>
#include <string>

namespace facet::foreign {

/// A zip archive whose entries are stored as they are, not compressed: so all of them together are no larger than it.
/// Throws Refusal.
class StoredArchive {
 public:
    explicit StoredArchive(const std::filesystem::path& path);
    ~StoredArchive();

    const std::map<std::string, std::uint64_t>& sizes() const;  ///< bytes by name
    /// The whole entry; `to` is as large.
    void read(const std::string& name, std::span<std::byte> to) const;

 private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

}  // namespace facet::foreign
