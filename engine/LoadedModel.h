// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/GlowFaceEngine.h"
#include "engine/latent/AttributeDirections.h"
#include "engine/latent/AttributeSupports.h"
#include "engine/latent/MoveSpace.h"
#include "engine/runtime/DetailPyramid.h"
#include "engine/runtime/SleepingTeam.h"
#include "engine/train/AttributeJudge.h"

#include <memory>
#include <span>
#include <string>
#include <vector>

namespace facet {

/// A model folder in memory: the flow, its runtime and its directions. Inside the engine only: its header needs torch.
struct LoadedModel {
    std::unique_ptr<runtime::SleepingTeam> waiting = runtime::SleepingTeam::whereOthersCompute();
    std::shared_ptr<flow::Glow> flow;
    std::unique_ptr<runtime::FlowRuntime> runtime;
    runtime::RuntimeOptions computing;  ///< what the runtime was made with
    latent::AttributeDirections directions;
    latent::AttributeSupports supports;                          ///< empty where the folder has none
    latent::MoveSpace moveSpace;                                 ///< empty: faces have no ways of their own
    std::vector<std::shared_ptr<train::AttributeJudge>> guides;  ///< what the ways are found by
    std::filesystem::path folder;
    std::string card;
    std::string hash;
};

/// See makeGlowFaceEngine(). Directions that are not there are no error: the model has no attributes then. The same
/// goes for the space of moves.
LoadedModel loadModel(const EngineOptions& options);

using DetailFlows = std::vector<std::shared_ptr<flow::Glow>>;

/// The details in the model's folder, details-128.safetensors and so on as far as they stand on one another, coarsest
/// first; may be none. Apart from loadModel(), for only samples and measurements want them. Throws Error(Model).
DetailFlows loadDetails(const LoadedModel& model);

/// Compiled as the model's flow is.
runtime::DetailPyramid compiledDetails(const LoadedModel& model, std::span<const DetailFlows::value_type> details);

EngineInfo describe(const LoadedModel& model);

}  // namespace facet
