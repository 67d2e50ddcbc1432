// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/train/BitsPerDim.h"

#include "engine/flow/Dequantise.h"
#include "engine/flow/Haar.h"
#include "engine/train/BatchQueue.h"
#include "engine/train/pass/FlowPass.h"

#include <algorithm>
#include <numbers>

namespace facet::train {

double meanBitsPerDim(flow::Glow& flow, FlatParameters& parameters, const torch::Tensor& pictures, int bits,
                      int threads, const std::function<void(double)>& progress) {
    constexpr std::int64_t Batch = 32;
    constexpr std::uint64_t Seed = 1, NoiseStream = 3;
    FlowPass pass(flow, parameters, {.bfloat16 = false, .rebuild = true, .threads = threads});
    const auto count = pictures.size(0);
    double logProb = 0;
    for (std::int64_t from = 0; from < count; from += Batch) {
        const auto part = pictures.slice(0, from, std::min(count, from + Batch));
        const auto noise = torch::rand(part.sizes(), generatorFor(Seed, NoiseStream, static_cast<std::uint64_t>(from)));
        logProb += pass.logProb(flow::bandsFor(flow.architecture(), flow::dequantise(part, bits, noise)));
        progress(static_cast<double>(from + part.size(0)) / static_cast<double>(count));
    }
    const auto values = static_cast<double>(count) * static_cast<double>(flow.architecture().dimensions());
    return bits - logProb / (values * std::numbers::ln2);
}

}  // namespace facet::train
