// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/LoadedModel.h"
#include "engine/Progress.h"
#include "engine/learning/FeatureScores.h"
#include "engine/runtime/DecodeSlopes.h"

#include <memory>
#include <stop_token>
#include <string>
#include <vector>

namespace facet::learning {

/// Two piles of faces, [N, 3, S, S] in flow units each.
struct Piles {
    torch::Tensor with;
    torch::Tensor without;
};

/// What a slider that is taught from photos does to faces that did not teach it.
struct TaughtFigures {
    int judged = 0;  ///< faces; 0: too few photos, or no judge
    double hit = 0;
    double leak = 0;
    std::string worstLeak = {};
};

/// Half of the photos teach, the other half judges, and then the other way round. Faces of the judging half that have
/// it not are moved to +1, each its own way, and the decoded pictures are looked at by the model's judge, a network
/// that takes no part in moves: a discriminant of what it sees, fitted on the judging half without the face in question
/// and those of its fold, says whether the face has it now; its own verdicts say what else has changed, except for
/// `alongside`.
///
/// Needs 16 photos a side and judge.safetensors. Throws Error(Interrupted) on `stop`.
TaughtFigures judgeTaught(const LoadedModel& model, const std::shared_ptr<const runtime::DecodeSlopes>& decoder,
                          const Piles& piles, const std::vector<std::string>& alongside, const Progress& progress,
                          const std::stop_token& stop);

}  // namespace facet::learning
