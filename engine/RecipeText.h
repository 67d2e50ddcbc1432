// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/EditRecipe.h"

#include <string>

namespace facet {

/// A recipe as text that holds all of it: EditRecipe::toJson(), with "corrections" the mask that was corrected by hand,
/// a grey PNG in base64, and in "mix" the other "face": its "name", "model", "picture" (PNG) and "latents" (float32,
/// the lowest byte first), these two in base64. What project files hold, and what `facet edit --recipe` reads.
std::string textOf(const EditRecipe& recipe);

/// Throws Error(Usage) with what is wrong and where; corrections and faces that are damaged or missing are, and
/// corrections of more than MaxCorrectionsSide pixels a side.
EditRecipe recipeFromText(const std::string& text);

inline constexpr int MaxCorrectionsSide = 4096;

}  // namespace facet
