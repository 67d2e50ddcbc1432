// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/FaceEngine.h"

#include <vector>

namespace facet::face {

/// How much is left of what an edit changes around its crop: what a person's corrections close in the crop is closed at
/// once around it, and a place between faces belongs to the nearer one, softly.
class AroundCrop {
 public:
    /// Of a level of `scale` times the photo's size. `all` may hold `edit` itself, and faces that nothing changes.
    AroundCrop(const FaceEdit& edit, const std::vector<FaceEdit>& all, double scale);

    /// 0 … 1, at a place of the level.
    float shareAt(Point p) const;

 private:
    float leftByCorrections(Point inCrop) const;

    Alignment m_crop;
    PaintedMask m_corrections;
    std::vector<Alignment> m_others;
};

}  // namespace facet::face
