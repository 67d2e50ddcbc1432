// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/FaceEngine.h"
#include "ui/OpenedPhoto.h"

#include <optional>

class QMimeData;

namespace facet::ui {

/// The photo of a second face, and where in it that lies where this is known.
struct SecondPhoto {
    PhotoSource source;
    std::optional<Alignment> place{};  ///< none: its largest face
};

/// True for photos, and for one of the filmstrip.
bool mayBeSecondFace(const QMimeData& data);

/// Reads the photo, finds the face and encodes it: meant for a worker. Throws Error(NoFace), and what reading throws.
OtherFace secondFaceIn(const SecondPhoto& photo, const FaceEngine& engine);

}  // namespace facet::ui
