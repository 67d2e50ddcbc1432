// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/train/BatchQueue.h"
#include "engine/train/RunFolder.h"
#include "engine/train/Trainer.h"

#include <functional>
#include <optional>
#include <stop_token>

namespace facet::train {

struct RunStatus {
    std::int64_t images = 0;
    std::int64_t total = 0;
    std::int64_t skipped = 0;
    double bitsPerDim = 0;       ///< mean of the last steps
    double imagesPerSecond = 0;  ///< likewise
    double secondsLeft = 0;
    std::optional<double> validation;  ///< the last one
};

/// What a run works on.
struct RunMaterial {
    PictureSource pictures;    ///< to train on
    torch::Tensor validation;  ///< u8 [N, 3, pictureSide, pictureSide]; not defined where nothing is held out
    std::string card;          ///< JSON of the models that are saved, without the figures
};

struct RunLimits {
    std::optional<double> minutes;  ///< the run ends after so many, and the learning rate has decayed by then
    std::stop_token stop;           ///< saves and ends
};

/// Called between two steps, on the thread that trains.
struct RunEvents {
    std::function<void(const RunStatus&)> progress;
    /// Samples [N, 3, pictureSide, pictureSide] in flow units, to be kept under that name.
    std::function<void(const torch::Tensor&, const std::filesystem::path&)> samples;
};

/// Trains until the config's images have been seen, or a limit is reached; logs, validates and saves on the way. Only
/// the process of rank 0 writes. Returns the last validation's bits/dim.
std::optional<double> runTraining(Trainer& trainer, RunFolder& folder, const TrainConfig& config,
                                  const RunMaterial& material, const RunLimits& limits, const RunEvents& events,
                                  Communicator& team);

}  // namespace facet::train
