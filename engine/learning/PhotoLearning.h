// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/Learn.h"
#include "engine/LoadedModel.h"
#include "engine/learning/TaughtTrial.h"

#include <stop_token>
#include <utility>

namespace facet::learning {

/// One attribute from photos with and without it.
///
/// Where the model has guides, a linear score of what they see of the photos takes the place of their logit, and a face
/// is moved along its own way (TaughtMove). The direction that all faces have in common is the mean of such ways, up
/// from faces without it and down from faces with it, as long as takes the median face without it to where the faces
/// with it lie. Hit and leak: judgeTaught(). See docs/directions.md.
///
/// Without guides: the difference of the means of the faces' latents, shrunk by its t-statistic and scaled by the
/// linear score of held-out faces. Nobody judges it.
///
/// Throws Error(Input) where a side has fewer than 8 photos with a face, or the two sides cannot be told apart;
/// Error(Usage) for a name that is taken.
std::pair<latent::AttributeDirections, LearntAttribute> learnFromPhotos(const LoadedModel& model,
                                                                        const LearnFromPhotos& source,
                                                                        const Progress& progress,
                                                                        const std::stop_token& stop);

/// The same from faces that are aligned already.
std::pair<latent::AttributeDirections, LearntAttribute> learnFromPiles(const LoadedModel& model,
                                                                       const std::string& name, const Piles& piles,
                                                                       const Progress& progress,
                                                                       const std::stop_token& stop);

}  // namespace facet::learning
