// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/Learn.h"
#include "engine/LoadedModel.h"

#include <stop_token>
#include <utility>

namespace facet::learning {

/// One attribute from photos with and without it: the difference of the means of their faces' latents, shrunk by its
/// t-statistic and scaled so that +1 takes the median held-out face without it to where the median one with it lies
/// (by the linear score, every fourth photo is held out). Leaks are judged by the model's classifier where it has one.
///
/// Throws Error(Input) where a side has fewer than 8 photos with a face, Error(Usage) for a name that is taken.
std::pair<latent::AttributeDirections, LearntAttribute> learnFromPhotos(const LoadedModel& model,
                                                                        const LearnFromPhotos& source,
                                                                        const Progress& progress,
                                                                        const std::stop_token& stop);

}  // namespace facet::learning
