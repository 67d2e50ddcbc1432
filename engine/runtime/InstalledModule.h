// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>

namespace facet::runtime {

/// Where a module lies that the program loads at run time, whether it is there or not: ../lib/facet beside the program.
inline std::filesystem::path installedModule(const std::string& name) {
    std::error_code error;
    const auto program = std::filesystem::read_symlink("/proc/self/exe", error).parent_path();
    return program / ".." / "lib" / "facet" / name;
}

}  // namespace facet::runtime
