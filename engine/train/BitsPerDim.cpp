// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/train/BitsPerDim.h"

#include "engine/flow/Dequantise.h"
#include "engine/flow/Haar.h"
#include "engine/train/BatchQueue.h"
#include "engine/train/pass/FlowPass.h"

#include <algorithm>
#include <memory>
#include <numbers>

namespace facet::train {

namespace {

/// Σ log p of a batch: by the trainer's pass, or by the modules where the flow is of a form that no one trains here.
std::function<double(const torch::Tensor&)> densityOf(flow::Glow& flow, FlatParameters& parameters, int threads) {
    if (!FlowPass::knows(flow.architecture())) {
        return [&flow](const torch::Tensor& x) {
            const torch::NoGradGuard noGrad;
            return flow.logProb(x).sum().item<double>();
        };
    }
    const auto pass = std::make_shared<FlowPass>(flow, parameters,
                                                 PassOptions{.bfloat16 = false, .rebuild = true, .threads = threads});
    return [pass](const torch::Tensor& x) { return pass->logProb(x); };
}

}  // namespace

double meanBitsPerDim(flow::Glow& flow, FlatParameters& parameters, const torch::Tensor& pictures, int bits,
                      int threads, const std::function<void(double)>& progress) {
    constexpr std::int64_t Batch = 32;
    constexpr std::uint64_t Seed = 1, NoiseStream = 3;
    const auto logProb = densityOf(flow, parameters, threads);
    const auto count = pictures.size(0);
    double sum = 0;
    for (std::int64_t from = 0; from < count; from += Batch) {
        const auto part = pictures.slice(0, from, std::min(count, from + Batch));
        const auto noise = torch::rand(part.sizes(), generatorFor(Seed, NoiseStream, static_cast<std::uint64_t>(from)));
        sum += logProb(flow::bandsFor(flow.architecture(), flow::dequantise(part, bits, noise)));
        progress(static_cast<double>(from + part.size(0)) / static_cast<double>(count));
    }
    const auto values = static_cast<double>(count) * static_cast<double>(flow.architecture().dimensions());
    return bits - sum / (values * std::numbers::ln2);
}

}  // namespace facet::train
