// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/FaceEngine.h"
#include "ui/OpenedPhoto.h"
#include "ui/Preview.h"

namespace facet::ui {

/// What a recipe makes of a face, as a small picture of its crop: at least `side` pixels wide where the photo has them.
/// On the engine's thread.
Image facePicture(const FaceEngine& engine, const OpenedPhoto& photo, const EncodedFace& face, const EditRecipe& recipe,
                  double side);

/// What the request asks, for one amount, likewise.
Image triedOutAt(const FaceEngine& engine, const TryOutRequest& request, double amount);

}  // namespace facet::ui
