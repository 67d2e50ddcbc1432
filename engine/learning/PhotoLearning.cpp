// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/learning/PhotoLearning.h"

#include "engine/Error.h"
#include "engine/TaughtMove.h"
#include "engine/latent/AttributeNames.h"
#include "engine/latent/DirectionCalibration.h"
#include "engine/latent/Latent.h"
#include "engine/learning/FaceSet.h"
#include "engine/learning/PhotoPiles.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <memory>

namespace facet::learning {

using torch::Tensor;
using Json = nlohmann::json;

namespace {

constexpr std::int64_t WaysASide = 12;     // whose mean is the common direction
constexpr std::int64_t CalibratedOn = 16;  // faces
constexpr double MostMeanWays = 1.5;       // how long the common direction may become
constexpr double DiffersAsMuch = 0.9;      // area under the ROC curve of a protected attribute between the sides

struct Taught {
    Tensor delta;  // [d]
    double auc = 0;
    std::optional<latent::FeatureScore> score = {};
    TaughtFigures figures = {};
    std::string method = {};
};

Error cannotBeToldApart() {
    return {ErrorKind::Input,
            "the held-out faces of the two sides do not differ in what the others do; more "
            "photos, or photos that differ in one thing only, may help"};
}

Tensor latentsOf(const LoadedModel& model, const Tensor& pictures) {
    constexpr std::int64_t Batch = 16;
    std::vector<Tensor> parts;
    for (const auto& batch : pictures.split(Batch)) {
        parts.push_back(latent::flatten(model.runtime->encode(batch)));
    }
    return torch::cat(parts);
}

/// Protected attributes whose logit tells the sides apart as well as what is taught may.
std::vector<std::string> differingAsMuch(const LoadedModel& model, const Piles& piles) {
    const torch::NoGradGuard noGrad;
    const auto logits = train::meanLogits(model.guides)(torch::cat({piles.with, piles.without}));
    const auto labels = torch::cat({torch::ones({piles.with.size(0)}), torch::zeros({piles.without.size(0)})});
    std::vector<std::string> names;
    for (std::size_t i = 0; i < model.moveSpace.attributes.size(); ++i) {
        const auto& name = model.moveSpace.attributes[i].name;
        const double auc = train::areaUnderCurve(logits.select(1, static_cast<std::int64_t>(i)), labels);
        if (latent::isProtected(name) && std::max(auc, 1 - auc) > DiffersAsMuch) {
            names.push_back(name);
        }
    }
    return names;
}

/// The mean of faces' own ways to ±1, coordinates [K].
Tensor meanWay(const TaughtMove& move, const Tensor& latents, int sign, const Progress& progress,
               const std::stop_token& stop) {
    Tensor sum;
    for (std::int64_t i = 0; i < latents.size(0); ++i) {
        const auto way = move.find(latents.slice(0, i, i + 1), sign, {}, stop)[0][0];
        sum = sum.defined() ? sum + way : way;
        const double share = static_cast<double>(i + 1) / static_cast<double>(latents.size(0));
        progress("Finding the way", (sign > 0 ? share : 1 + share) / 2);
    }
    return sum / static_cast<double>(latents.size(0));
}

Tensor commonDirection(const LoadedModel& model, const TaughtMove& move, const latent::FeatureScore& score,
                       const Piles& piles, const Progress& progress, const std::stop_token& stop) {
    const auto up = meanWay(move, latentsOf(model, piles.without.slice(0, 0, WaysASide)), 1, progress, stop);
    const auto down = meanWay(move, latentsOf(model, piles.with.slice(0, 0, WaysASide)), -1, progress, stop);
    const auto delta = model.moveSpace.toLatents((up - down).unsqueeze(0) / 2)[0];
    const latent::TrialFaces faces(*model.runtime, piles.without.slice(0, 0, CalibratedOn));
    const auto logit = [&](const Tensor& pictures) {
        const torch::NoGradGuard noGrad;
        return (featuresOf(model.guides, pictures).mv(score.weights) + score.bias).unsqueeze(1);
    };
    return delta * latent::calibratedFactor(faces, delta, logit, 0, score.gap / 2, MostMeanWays);
}

Taught taughtByGuides(const LoadedModel& model, const Piles& piles, const Progress& progress,
                      const std::stop_token& stop) {
    const Features seen = [&](const Tensor& pictures) { return featuresOf(model.guides, pictures); };
    Taught taught;
    taught.score = scoreOf({seenVariously(seen, piles.with), seenVariously(seen, piles.without)}, &taught.auc);
    if (!taught.score) {
        throw cannotBeToldApart();
    }
    taught.score->alongside = differingAsMuch(model, piles);
    const std::shared_ptr<const runtime::DecodeSlopes> decoder =
        runtime::makeDecodeSlopes(*model.flow, model.computing);
    const TaughtMove move(model, decoder, *taught.score);
    taught.delta = commonDirection(model, move, *taught.score, piles, progress, stop);
    taught.figures = judgeTaught(model, decoder, piles, taught.score->alongside, progress, stop);
    taught.method = "a linear score of the guides' features, and the mean of faces' own ways along it";
    return taught;
}

Taught taughtByLatents(const LoadedModel& model, const Piles& piles) {
    const Sides latents{latentsOf(model, piles.with).unsqueeze(1), latentsOf(model, piles.without).unsqueeze(1)};
    const auto fitted = latents.part(4, 3, /*others=*/true);
    const auto held = latents.part(4, 3, /*others=*/false);
    const auto a = fitted.with.squeeze(1);
    const auto b = fitted.without.squeeze(1);
    const auto noise = a.var(0) / a.size(0) + b.var(0) / b.size(0);
    const auto difference = a.mean(0) - b.mean(0);
    const auto delta = difference * (1 - noise / difference.square().clamp_min(1e-12)).clamp_min(0);
    // Fisher's linear score with a diagonal covariance: what the fit itself knows of the attribute.
    const auto weights = delta / (a.var(0) + b.var(0)).clamp_min(1e-6);
    const auto with = held.with.squeeze(1).mv(weights);
    const auto without = held.without.squeeze(1).mv(weights);
    const double gap = (with.median() - without.median()).item<double>();
    const double unit = delta.dot(weights).item<double>();
    if (!(gap > 0) || !(unit > 0)) {
        throw cannotBeToldApart();
    }
    Taught taught{delta * (gap / unit)};
    taught.auc = train::areaUnderCurve(torch::cat({with, without}),
                                       torch::cat({torch::ones_like(with), torch::zeros_like(without)}));
    taught.method = "difference of means, shrunk by its t-statistic, every fourth photo held out";
    return taught;
}

}  // namespace

std::pair<latent::AttributeDirections, LearntAttribute> learnFromPiles(const LoadedModel& model,
                                                                       const std::string& name, const Piles& piles,
                                                                       const Progress& progress,
                                                                       const std::stop_token& stop) {
    const bool isGuided = !model.moveSpace.isEmpty() && !model.guides.empty();
    auto taught = isGuided ? taughtByGuides(model, piles, progress, stop) : taughtByLatents(model, piles);
    LearntAttribute learnt{name, static_cast<int>(piles.with.size(0)), static_cast<int>(piles.without.size(0))};
    learnt.auc = taught.auc;
    learnt.hit = taught.figures.hit;
    learnt.leak = taught.figures.leak;
    learnt.worstLeak = taught.figures.worstLeak;
    learnt.judged = taught.figures.judged;
    if (taught.score) {
        learnt.alongside = taught.score->alongside;
    }
    latent::AttributeDirections result{model.hash, Json{{"method", taught.method}}.dump(), {}};
    result.directions.push_back({name, "Mine", taught.delta, learnt.auc, learnt.hit, learnt.leak, learnt.worstLeak,
                                 learnt.with, learnt.without, learnt.judged, std::move(taught.score)});
    return {std::move(result), learnt};
}

std::pair<latent::AttributeDirections, LearntAttribute> learnFromPhotos(const LoadedModel& model,
                                                                        const LearnFromPhotos& source,
                                                                        const Progress& progress,
                                                                        const std::stop_token& stop) {
    const auto& known = model.directions.directions;
    if (std::any_of(known.begin(), known.end(), [&](const auto& d) { return d.name == source.name; })) {
        throw Error(ErrorKind::Usage, "the attribute \"" + source.name + "\" is there already; choose another name");
    }
    const int side = static_cast<int>(model.runtime->architecture().image);
    const Piles piles{readPile(source.with, side, "with", progress, stop),
                      readPile(source.without, side, "without", progress, stop)};
    return learnFromPiles(model, source.name, piles, progress, stop);
}

}  // namespace facet::learning
