// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/learning/MoveLearning.h"

#include "engine/Error.h"
#include "engine/flow/Dequantise.h"
#include "engine/latent/DirectionFit.h"
#include "engine/latent/Latent.h"

namespace facet::learning {

using torch::Tensor;
namespace F = torch::nn::functional;

namespace {

constexpr std::int64_t EncodeBatch = 32;
constexpr std::int64_t ScoreBatch = 64;
constexpr std::int64_t PixelBatch = 256;
constexpr std::int64_t Components = 96;
constexpr std::int64_t Fewest = 500;      // faces, below which components are noise
constexpr std::int64_t MetricFaces = 24;  // on which pixels are asked for their answer
constexpr double Lambda = 0.01;
constexpr double Probe = 0.5;         // half the length of a finite difference, in coordinates
constexpr double OutsideCost = 10;    // μ of inverseMetrics()
constexpr double FullSupport = 0.98;  // quantile of a support map that counts as inside altogether
constexpr double SupportGain = 1.6;
constexpr double BlackToWhite = 0.6;  // pictures are −½ … ½

/// Training faces with all labels, and those labels as ±1.
struct Whole {
    Tensor pictures;
    Tensor y;
};

Whole wholeFaces(const FaceSet& training) {
    const auto whole = training.where(torch::isnan(training.labels).any(1).logical_not());
    if (whole.count() < Fewest) {
        throw Error(ErrorKind::Input, "moves need at least " + std::to_string(Fewest) +
                                          " pictures with all labels, these are " + std::to_string(whole.count()));
    }
    return {whole.pictures, whole.labels * 2 - 1};
}

Tensor learnBasis(const runtime::FlowRuntime& runtime, const Whole& whole, const Progress& progress,
                  const std::stop_token& stop) {
    const auto n = whole.y.size(0);
    auto latents = torch::empty({n, latent::levelOffsets(runtime.architecture()).back()});
    latent::LatentStatistics statistics(whole.y.size(1), latents.size(1));
    for (std::int64_t i = 0; i < n; i += EncodeBatch) {
        checkStop(stop);
        const auto x = flow::fromLevels(whole.pictures.slice(0, i, i + EncodeBatch));
        auto part = latents.slice(0, i, i + EncodeBatch);
        part.copy_(latent::flatten(runtime.encode(x)));
        statistics.add(part, whole.y.slice(0, i, i + EncodeBatch));
        progress("Encoding faces", static_cast<double>(i) / static_cast<double>(n));
    }
    const auto centred = whole.y - whole.y.mean(0);
    const auto perUnit = statistics.jointRidge(Lambda) / 2;
    latents.sub_(latents.mean(0)).sub_(centred.mm(perUnit));
    return latent::moveBasis(centred.t().mm(centred) / static_cast<double>(n), perUnit, latents, Components);
}

Tensor blurred(const Tensor& maps) {
    return F::avg_pool2d(maps, F::AvgPool2dFuncOptions(7).stride(1).padding(3).count_include_pad(false));
}

/// For each attribute how little a pixel has to do with it, 0 … 1, [A, 1, S, S]: from the joint regression of pixels on
/// labels, both sides of a face alike.
Tensor outsideOfSupport(const Whole& whole, const LabelledFaces& faces) {
    const auto side = whole.pictures.size(2);
    latent::LatentStatistics statistics(whole.y.size(1), whole.pictures[0].numel());
    for (std::int64_t i = 0; i < whole.y.size(0); i += PixelBatch) {
        statistics.add(flow::fromLevels(whole.pictures.slice(0, i, i + PixelBatch)).flatten(1),
                       whole.y.slice(0, i, i + PixelBatch));
    }
    const auto effect = faces.inOrder(statistics.jointRidge(Lambda)).view({-1, 3, side, side}).norm(2, {1}, true);
    const auto support = blurred(torch::maximum(effect, effect.flip(3)));
    const auto full = support.flatten(1).quantile(FullSupport, 1).view({-1, 1, 1, 1});
    return blurred((1 - SupportGain * support / full).clamp(0, 1));
}

/// How the pixels of one face answer to each coordinate, [K, 3·S·S].
Tensor pixelJacobian(const runtime::FlowRuntime& runtime, const Tensor& basis, const Tensor& eps) {
    std::vector<Tensor> parts;
    const auto at = [&](const Tensor& flat) {
        return runtime.decode(latent::unflatten(flat, runtime.architecture())).clamp(-BlackToWhite, BlackToWhite);
    };
    for (const auto& rows : basis.split(EncodeBatch)) {
        const auto change = at(eps + Probe * rows) - at(eps - Probe * rows);
        parts.push_back((change / (2 * Probe)).nan_to_num(0).flatten(1));
    }
    return torch::cat(parts);
}

Tensor learnMetrics(const runtime::FlowRuntime& runtime, const Tensor& basis, const Tensor& pictures,
                    const Tensor& outside, const Progress& progress, const std::stop_token& stop) {
    const auto k = basis.size(0);
    const auto weights = outside.expand({-1, 3, -1, -1}).reshape({outside.size(0), -1});
    auto change = torch::zeros({outside.size(0), k, k});
    double whole = 0;
    const auto latents = latent::flatten(runtime.encode(flow::fromLevels(pictures)));
    for (std::int64_t face = 0; face < latents.size(0); ++face) {
        checkStop(stop);
        const auto jacobian = pixelJacobian(runtime, basis, latents[face]);
        whole += jacobian.square().sum().item<double>() / static_cast<double>(k);
        for (std::int64_t a = 0; a < outside.size(0); ++a) {
            change[a].add_((jacobian * weights[a]).mm(jacobian.t()));
        }
        progress("Measuring what moves change", static_cast<double>(face) / static_cast<double>(latents.size(0)));
    }
    return latent::inverseMetrics(change, whole, OutsideCost);
}

double medianWhere(const Tensor& values, const Tensor& mask) {
    const auto chosen = values.masked_select(mask);
    return chosen.numel() > 0 ? chosen.median().item<double>() : 0;
}

std::vector<latent::AttributeScale> learnScales(const Classifiers& classifiers, const LabelledFaces& faces) {
    const torch::NoGradGuard noGrad;
    const auto guide = train::meanLogits(classifiers.guides);
    const auto& calibration = faces.calibration();
    std::vector<Tensor> parts;
    for (const auto& pictures : calibration.pictures.split(ScoreBatch)) {
        parts.push_back(guide(flow::fromLevels(pictures)));
    }
    const auto logits = torch::cat(parts);
    const auto labels = faces.attributeLabels(calibration.labels);
    std::vector<latent::AttributeScale> scales;
    for (const auto& name : faces.names()) {
        const auto a = static_cast<std::int64_t>(scales.size());
        const auto values = logits.select(1, a);
        scales.push_back(
            {name, medianWhere(values, labels.select(1, a) == 0), medianWhere(values, labels.select(1, a) == 1)});
    }
    return scales;
}

}  // namespace

latent::MoveSpace learnMoveSpace(const LoadedModel& model, const LabelledFaces& faces, const Classifiers& classifiers,
                                 const Progress& progress, const std::stop_token& stop) {
    const auto whole = wholeFaces(faces.training());
    latent::MoveSpace space;
    space.modelHash = model.hash;
    space.attributes = learnScales(classifiers, faces);
    space.basis = learnBasis(*model.runtime, whole, progress, stop);
    space.metrics = learnMetrics(*model.runtime, space.basis, whole.pictures.slice(0, 0, MetricFaces),
                                 outsideOfSupport(whole, faces), progress, stop);
    return space;
}

}  // namespace facet::learning
