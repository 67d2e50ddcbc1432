// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/face/EditShape.h"

#include <map>
#include <vector>

namespace facet::face {

/// What a face decodes to, each [3, side, side], 0 … 1.
struct Decoded {
    std::vector<float> before;
    std::vector<float> after;
    std::vector<float> moving = {};                    ///< after what moves geometry alone; empty = `after`
    std::map<Place, std::vector<float>> painted = {};  ///< after what is painted on in a place, alone; not in `after`
};

/// A picture after an edit, [3, side, side], 0 … 1, without the tones that skin, and hair under a fringe, drift to
/// where nothing that is asked for is about them.
std::vector<float> withoutDrift(const std::vector<float>& before, const std::vector<float>& after, int side,
                                const std::vector<Reach>& reaches, const FaceParts* parts);

/// Fills in what turns `before` into `after`: motion, where attributes that move are asked for; and what is left.
/// `edit.where` is looked at to keep the motion inside.
void split(FaceEdit& edit, const Decoded& decoded, const std::vector<Reach>& reaches, const FaceParts* parts);

/// A picture [3, side, side] of the face with its pixels moved as the edit, which was split(), moves them.
std::vector<float> movedBy(const FaceEdit& edit, const std::vector<float>& picture, int side);

/// FaceEdit::fine: what larger pictures of the face tell of an edit that was split(), where attributes that add are
/// asked for and the change is so large that what comes is another thing and no other light on the same. There the
/// details are those of the pictures, elsewhere the photo's own.
///
/// Both [3, side, side], 0 … 1: `before` as movedBy() gives it. Their means are what split() had.
std::vector<float> finer(const FaceEdit& edit, int side, const std::vector<float>& before,
                         const std::vector<float>& after, const std::vector<Reach>& reaches);

}  // namespace facet::face
