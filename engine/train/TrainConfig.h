// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/flow/Architecture.h"
#include "engine/flow/Dequantiser.h"

#include <cstdint>
#include <optional>
#include <string>

namespace facet::train {

/// What a training run is told, one JSON object; every field may be left out. Lengths of time are in images seen.
struct TrainConfig {
    flow::Architecture architecture;  ///< the bundled face model's; ignored where a model is started from
    /// What is trained in the flow's place where it is there: a dequantiser for the flow that the run is started from.
    std::optional<flow::DequantiserForm> dequantiser;
    std::int64_t batch = 32;        ///< images a step, over all processes
    std::int64_t images = 280'000;  ///< after which the run has ended
    double learningRate = 1e-3;
    std::int64_t warmup = 6'400;  ///< images over which the rate rises from 0
    double finalRate = 0.0;       ///< share of the rate that the cosine decay ends at
    double beta1 = 0.9;
    double beta2 = 0.99;
    double epsilon = 1e-8;
    double weightDecay = 0.0;
    double clipNorm = 1.0;   ///< of the gradient of bits/dim; 0 = none
    double average = 0.999;  ///< of the old average in each step's new one
    int bits = 5;
    bool mirror = true;
    std::string precision = "auto";  ///< of the coupling networks: bfloat16, float32; auto = what is faster here
    bool rebuild = false;            ///< see PassOptions
    std::uint64_t seed = 1;
    std::int64_t validateEvery = 20'000;
    std::int64_t validationImages = 512;  ///< of the faces that are held out
    std::int64_t saveEvery = 20'000;
    std::int64_t samples = 16;  ///< on a sheet at each save; 0 = none
    double temperature = 0.7;

    TrainConfig();
    /// Throws Error(Usage): no JSON object, a field that does not exist (the message lists them), is of the wrong
    /// kind or out of range.
    static TrainConfig fromJson(const std::string& text);
    std::string toJson() const;
};

}  // namespace facet::train
