// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/EditRecipe.h"

#include <string>

namespace facet {

/// A recipe as text that holds all of it: EditRecipe::toJson(), and with "corrections" the mask that was corrected by
/// hand, a grey PNG in base64. What project files hold, and what `facet edit --recipe` reads.
std::string textOf(const EditRecipe& recipe);

/// Throws Error(Usage) with what is wrong and where; corrections that are damaged, missing or of more than
/// MaxCorrectionsSide pixels a side are.
EditRecipe recipeFromText(const std::string& text);

inline constexpr int MaxCorrectionsSide = 4096;

}  // namespace facet
