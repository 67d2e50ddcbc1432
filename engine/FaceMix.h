// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/GlowFace.h"
#include "engine/LoadedModel.h"

namespace facet {

// Two faces in one model's latents. Inside the engine only. Threads: any.

/// What a recipe's moves have made of a face's latents (`moved`), taken to another face by as much as the great circle
/// from `own` to the other's goes in mix.amount; at 0 they are `moved`, bit for bit. Throws Error(Model) for latents of
/// another model.
flow::Eps mixedIn(const flow::Eps& moved, const flow::Eps& own, const Mix& mix, const LoadedModel& model);

/// See FaceEngine::amountsTowards().
Amounts amountsTowards(const GlowFace& face, const OtherFace& other, const LoadedModel& model);

}  // namespace facet
