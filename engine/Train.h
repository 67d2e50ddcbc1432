// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/Image.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace facet {

/// What to train a flow on, and where to.
struct TrainOptions {
    std::filesystem::path config;               ///< a JSON file; empty: all defaults (or the resumed run's)
    std::vector<std::filesystem::path> images;  ///< zips and folders of aligned faces
    std::filesystem::path output;               ///< the run's folder
    std::filesystem::path init;                 ///< a model to start from: its file, or the folder that holds it
    bool resume = false;                        ///< go on where the run in `output` ended
    std::optional<double> minutes;              ///< end after so many, the learning rate decayed by then
    std::optional<std::int64_t> imagesSeen;     ///< in place of the config's number
    std::string device = "auto";                ///< auto, cpu, cuda, cuda:n
    int threads = 0;                            ///< 0: one a core
};

struct TrainStatus {
    std::int64_t images = 0;  ///< seen so far
    std::int64_t total = 0;
    std::int64_t skipped = 0;    ///< steps whose loss was not finite
    double bitsPerDim = 0;       ///< mean of the last steps
    double imagesPerSecond = 0;  ///< likewise
    double secondsLeft = 0;
    std::optional<double> validation;  ///< the last bits/dim on held-out faces
    double shareDone = 0;              ///< 0 … 1
};

/// Called from the thread that trains.
struct TrainEvents {
    std::function<void(const std::string& what, double share)> preparing;
    std::function<void(const TrainStatus&)> progress;
    /// A sheet of samples to be written under that name.
    std::function<void(const std::vector<Image>&, const std::filesystem::path&)> samples;
};

struct TrainSummary {
    std::filesystem::path model;       ///< the averaged weights as a model file
    std::optional<double> validation;  ///< bits/dim on held-out faces; none where no picture is held out
    std::int64_t trainedOn = 0;        ///< pictures
    std::int64_t heldOut = 0;
    std::string device;  ///< "CPU", "GPU 0"
    int process = 0;     ///< which of the processes that train together this is; the first one writes and reports
    TrainStatus last;
};

/// Trains a flow, alone or as one of the processes that mpirun started together. Pictures whose names hash into the
/// validation split are never trained on. `stop` saves and then throws Error(Interrupted); the run can be resumed.
/// Throws Error(Usage) for a config that is wrong or a folder that does not fit, Error(Input) for pictures,
/// Error(Model) for a model or checkpoint that cannot be used or a loss that does not stay finite, Error(Device) for a
/// GPU that is not to be had, or fails, or another process that fails, Error(Output).
TrainSummary trainFlow(const TrainOptions& options, const TrainEvents& events, const std::stop_token& stop);

}  // namespace facet
