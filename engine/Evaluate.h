// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/GlowFaceEngine.h"
#include "engine/Learn.h"

#include <filesystem>
#include <stop_token>
#include <vector>

namespace facet {

struct EvaluateOptions {
    std::vector<std::filesystem::path> images;  ///< zips and folders of aligned faces
    bool heldOut = false;                       ///< only the ones that no training and no fit has seen
    EngineOptions engine;
};

/// How good a model is on some faces.
struct Evaluation {
    std::int64_t images = 0;
    int bits = 0;           ///< the depth that bits/dim are stated at: the model's
    double bitsPerDim = 0;  ///< mean, in float32
    /// |decode(encode(x)) − x| by the runtime, where black to white is 1: the worst value and the mean of all. The
    /// worst is infinite where a value was not finite.
    double roundtripMax = 0;
    double roundtripMean = 0;
};

/// Throws Error(Input) for pictures, Error(Model), Error(Device), Error(Interrupted).
Evaluation evaluate(const EvaluateOptions& options, const Progress& progress, const std::stop_token& stop);

}  // namespace facet
