// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/FaceEngine.h"
#include "ui/Preview.h"

#include <vector>

namespace facet::ui {

/// The part of a recipe that a model can do: without attributes that it does not know, and without a face that another
/// model has mixed in.
EditRecipe usableWith(const EngineInfo& model, EditRecipe recipe);

/// The same of each face; one that nothing is left to do to goes.
std::vector<EditedFace> usableWith(const EngineInfo& model, const std::vector<EditedFace>& faces);

}  // namespace facet::ui
