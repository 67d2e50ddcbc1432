// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>

namespace facet::test {

/// What a test sets on the emulated device; exported by the emulated module as `emulatedControl`.
struct EmulatedControl {
    std::size_t memoryBytes = std::size_t{1} << 30;
    std::size_t usedBytes = 0;       ///< told by the device
    int multiprocessors = 1;         ///< many make the host choose small tiles
    int major = 8;                   ///< compute capability
    int worksUntilLost = -1;         ///< launches and copies; below 0: for ever
    bool descending = false;         ///< the order in which the threads of a block run between two barriers
    const char* unusable = nullptr;  ///< why there is no device
};

constexpr const char* EmulatedControlSymbol = "emulatedControl";  ///< EmulatedControl* (*)()

}  // namespace facet::test
