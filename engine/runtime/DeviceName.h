// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/Error.h"

#include <optional>
#include <string>

namespace facet::runtime {

/// What a device is named: "auto", "cpu", "cuda", "cuda:n".
struct DeviceName {
    bool gpu = true;                          ///< may be taken
    bool processor = false;                   ///< likewise
    std::optional<int> index = std::nullopt;  ///< of the GPU, where one is named

    /// Throws Error(Usage) for any other name.
    static DeviceName parse(const std::string& name);
};

/// Why a device that was asked for is not to be had, and what to say in its place.
Error deviceRefused(const std::string& name, const std::string& obstacle);

}  // namespace facet::runtime
