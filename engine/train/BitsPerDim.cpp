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

/// Σ log p of a batch: by the processor's pass, or by the modules where the flow is of a form that no one trains here,
/// or lies on another device.
std::function<double(const torch::Tensor&)> densityOf(flow::Glow& flow, FlatParameters& parameters, int threads) {
    const auto device = parameters.values().device();
    if (!FlowPass::knows(flow.architecture()) || !device.is_cpu()) {
        return [&flow, device](const torch::Tensor& x) {
            const torch::NoGradGuard noGrad;
            return flow.logProb(x.to(device)).sum(torch::kFloat64).item<double>();
        };
    }
    const auto pass = std::make_shared<FlowPass>(flow, parameters,
                                                 PassOptions{.bfloat16 = false, .rebuild = true, .threads = threads});
    return [pass](const torch::Tensor& x) { return pass->logProb(x); };
}

using LogProb = std::function<double(const torch::Tensor&)>;

struct Dequantised {
    torch::Tensor x;
    double logDensity = 0;  // of the noise, of all pictures together
};

/// Pictures under the n-th batch's noise.
Dequantised dequantised(const torch::Tensor& pictures, int bits, std::int64_t n, flow::Dequantiser* dequantiser) {
    constexpr std::uint64_t Seed = 1;
    const auto generator = generatorFor(Seed, RandomStream::Validation, static_cast<std::uint64_t>(n));
    if (dequantiser == nullptr) {
        return {flow::dequantise(pictures, bits, torch::rand(pictures.sizes(), generator)), 0};
    }
    const torch::NoGradGuard noGrad;
    const auto device = dequantiser->parameters().front().device();
    const auto bins = flow::binsOfLevels(pictures.to(device), bits);
    const auto drawn = dequantiser->draw(bins, bits, torch::randn(pictures.sizes(), generator).to(device));
    return {flow::withNoise(bins, bits, drawn.u), drawn.logDensity.sum().item<double>()};
}

/// Of pictures of `dimensions` values each; `logProb` takes them dequantised.
double meanOf(const LogProb& logProb, std::int64_t dimensions, const torch::Tensor& pictures, int bits,
              const std::function<void(double)>& progress, flow::Dequantiser* dequantiser = nullptr) {
    constexpr std::int64_t Batch = 32;
    const auto count = pictures.size(0);
    double sum = 0;
    for (std::int64_t from = 0; from < count; from += Batch) {
        const auto part = pictures.slice(0, from, std::min(count, from + Batch));
        const auto noisy = dequantised(part, bits, from, dequantiser);
        sum += logProb(noisy.x) - noisy.logDensity;
        progress(static_cast<double>(from + part.size(0)) / static_cast<double>(count));
    }
    return bits - sum / (static_cast<double>(count) * static_cast<double>(dimensions) * std::numbers::ln2);
}

}  // namespace

double meanBitsPerDim(flow::Glow& flow, FlatParameters& parameters, const torch::Tensor& pictures, int bits,
                      int threads, const std::function<void(double)>& progress, flow::Dequantiser* dequantiser) {
    const auto density = densityOf(flow, parameters, threads);
    const auto& architecture = flow.architecture();
    return meanOf([&](const torch::Tensor& x) { return density(flow::bandsFor(architecture, x)); },
                  architecture.dimensions(), pictures, bits, progress, dequantiser);
}

double pyramidBitsPerDim(const std::vector<std::shared_ptr<flow::Glow>>& flows, const torch::Tensor& pictures, int bits,
                         int threads, const std::function<void(double)>& progress) {
    std::vector<std::unique_ptr<FlatParameters>> parameters;
    std::vector<LogProb> densities;
    for (const auto& flow : flows) {
        parameters.push_back(std::make_unique<FlatParameters>(*flow));
        densities.push_back(densityOf(*flow, *parameters.back(), threads));
    }
    const auto logProb = [&](torch::Tensor x) {
        double sum = 0;
        for (std::size_t l = 0; l < flows.size(); ++l) {
            const auto& architecture = flows[l]->architecture();
            if (architecture.condition > 0) {
                const auto bands = flow::Haar().forward(x);
                sum += bands.logDet.sum().item<double>() + densities[l](bands.value);
                x = bands.value.slice(1, architecture.channels);
            } else {
                sum += densities[l](x);
            }
        }
        return sum;
    };
    return meanOf(logProb, pictures[0].numel(), pictures, bits, progress);
}

}  // namespace facet::train
