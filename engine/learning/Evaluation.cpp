// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/Evaluate.h"
#include "engine/LoadedModel.h"
#include "engine/flow/Dequantise.h"
#include "engine/learning/FaceSet.h"
#include "engine/learning/TrainingPictures.h"
#include "engine/train/BitsPerDim.h"

#include <algorithm>
#include <limits>
#include <thread>

namespace facet {

namespace {

void measureRoundTrip(const runtime::FlowRuntime& runtime, const torch::Tensor& pictures, const Progress& progress,
                      const std::stop_token& stop, Evaluation& result) {
    constexpr std::int64_t Batch = 16;
    const torch::InferenceMode inference;
    double sum = 0;
    for (std::int64_t from = 0; from < pictures.size(0); from += Batch) {
        learning::checkStop(stop);
        const auto x = flow::fromLevels(pictures.slice(0, from, std::min(pictures.size(0), from + Batch)));
        const auto error = (runtime.decode(runtime.encode(x)) - x).abs();
        const double worst = torch::isfinite(error).all().item<bool>() ? error.max().item<double>()
                                                                       : std::numeric_limits<double>::infinity();
        result.roundtripMax = std::max(result.roundtripMax, worst);
        sum += error.sum(torch::kFloat64).item<double>();
        progress("Round trips", static_cast<double>(from + x.size(0)) / static_cast<double>(pictures.size(0)));
    }
    result.roundtripMean = sum / static_cast<double>(pictures.numel());
}

}  // namespace

Evaluation evaluate(const EvaluateOptions& options, const Progress& progress, const std::stop_token& stop) {
    auto model = loadModel(options.engine);
    const auto& architecture = model.runtime->architecture();
    const auto pictures =
        learning::readPictures(options.images, static_cast<int>(architecture.image), options.heldOut, progress, stop);
    Evaluation result;
    result.images = pictures.size(0);
    result.bits = architecture.bits;
    measureRoundTrip(*model.runtime, pictures, progress, stop, result);
    const int threads = options.engine.threads > 0 ? options.engine.threads
                                                   : std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
    train::FlatParameters parameters(*model.flow);
    result.bitsPerDim =
        train::meanBitsPerDim(*model.flow, parameters, pictures, result.bits, threads, [&](double share) {
            learning::checkStop(stop);
            progress("Densities", share);
        });
    return result;
}

}  // namespace facet
