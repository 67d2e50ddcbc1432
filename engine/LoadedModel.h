// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/GlowFaceEngine.h"
#include "engine/ModelDetails.h"
#include "engine/face/FaceParts.h"
#include "engine/latent/AttributeDirections.h"
#include "engine/latent/AttributeSupports.h"
#include "engine/latent/MoveSpace.h"
#include "engine/runtime/SleepingTeam.h"
#include "engine/train/AttributeJudge.h"

#include <memory>
#include <string>
#include <vector>

namespace facet {

/// A model folder in memory: the flow, its runtime and its directions. Inside the engine only: its header needs torch.
struct LoadedModel {
    std::unique_ptr<runtime::SleepingTeam> waiting = runtime::SleepingTeam::whereOthersCompute();
    std::shared_ptr<flow::Glow> flow;
    std::unique_ptr<runtime::FlowRuntime> runtime;
    runtime::RuntimeOptions computing;            ///< what the runtime was made with
    std::unique_ptr<const ModelDetails> details;  ///< compiled as the runtime is, when they are wanted
    latent::AttributeDirections directions;
    latent::AttributeSupports supports;                          ///< empty where the folder has none
    std::shared_ptr<const face::PartNetwork> parts;              ///< null where the folder has none
    latent::MoveSpace moveSpace;                                 ///< empty: faces have no ways of their own
    std::vector<std::shared_ptr<train::AttributeJudge>> guides;  ///< what the ways are found by
    std::filesystem::path folder;
    std::string card;
    std::string hash;
};

/// See makeGlowFaceEngine(). Directions that are not there are no error: the model has no attributes then. The same
/// goes for the space of moves.
LoadedModel loadModel(const EngineOptions& options);

EngineInfo describe(const LoadedModel& model);

}  // namespace facet
