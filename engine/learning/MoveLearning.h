// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/LoadedModel.h"
#include "engine/learning/Classifiers.h"
#include "engine/learning/LabelledFaces.h"

#include <stop_token>

namespace facet::learning {

/// The space in which faces are moved: its basis from training faces of which all labels are known, the metrics from
/// how pixels answer to it, the scales from the guides on the calibration faces.
///
/// The training faces' latents are kept in memory, 48 KB each at 64×64. Throws Error(Interrupted), Error(Input) where
/// too few faces have all labels.
latent::MoveSpace learnMoveSpace(const LoadedModel& model, const LabelledFaces& faces, const Classifiers& classifiers,
                                 const Progress& progress, const std::stop_token& stop);

/// Judges edits along the faces' own moves (MoveTrial) on up to `count` reporting faces an attribute, at +1 on faces
/// that have it not and at −1 on faces that have it. Writes hit and leak into model.directions, all figures into their
/// provenance.
void judgeMoves(LoadedModel& model, const LabelledFaces& faces, const Classifiers& classifiers, std::int64_t count,
                const Progress& progress, const std::stop_token& stop);

}  // namespace facet::learning
