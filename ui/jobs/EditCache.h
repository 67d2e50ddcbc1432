// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/Preview.h"

#include <memory>
#include <vector>

namespace facet::ui {

/// Keeps each face's last edit, so that panning, zooming, moving another face and painting on the mask do not decode it
/// again.
/// Lives on the engine's thread.
class EditCache {
 public:
    /// The edits of these faces, in order; forgets all others.
    const std::vector<FaceEdit>& edits(const FaceEngine& engine, const std::vector<EditedFace>& faces);

 private:
    std::vector<EditedFace> m_faces;
    std::vector<FaceEdit> m_edits;
};

}  // namespace facet::ui
