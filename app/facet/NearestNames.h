// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

namespace facet::cli {

/// Which of the known names somebody may have meant: the likeliest first, at most three, none where nothing is like it.
std::vector<std::string> nearestNames(const std::string& name, const std::vector<std::string>& known);

/// ""; or, to end a sentence about an unknown name, "; did you mean smile or …?"
std::string offerNearest(const std::string& name, const std::vector<std::string>& known);

}  // namespace facet::cli
