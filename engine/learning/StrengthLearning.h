// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/LoadedModel.h"
#include "engine/learning/Classifiers.h"
#include "engine/learning/LabelledFaces.h"

#include <stop_token>

namespace facet::learning {

/// How far ±1 of each attribute goes past the median of the other side, into model.moveSpace: the least that takes 19
/// of 20 calibration faces over, by the judge of the picture that is written, by the photo's masks, and where these
/// show only what is on hair, also of the whole crop. The further a move goes, the more goes along with it. Where the
/// furthest is not enough either, that is taken. Throws Error(Interrupted).
void learnStrengths(LoadedModel& model, const LabelledFaces& faces, const Classifiers& classifiers,
                    const Progress& progress, const std::stop_token& stop);

}  // namespace facet::learning
