// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <string>

namespace facet {

/// Called now and then from the working thread: what is being done and how much of it, 0 … 1.
using Progress = std::function<void(const std::string& what, double share)>;

}  // namespace facet
