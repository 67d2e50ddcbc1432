// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/FaceEngine.h"
#include "ui/OpenedPhoto.h"

namespace facet::ui {

/// What a recipe makes of a face, as a small picture of its crop: at least `side` pixels wide where the photo has them.
/// On the engine's thread.
Image facePicture(const FaceEngine& engine, const OpenedPhoto& photo, const EncodedFace& face, const EditRecipe& recipe,
                  double side);

}  // namespace facet::ui
