// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/learning/PhotoLearning.h"

#include "engine/Error.h"
#include "engine/face/CropSampler.h"
#include "engine/face/FaceFinder.h"
#include "engine/flow/Dequantise.h"
#include "engine/latent/AttributeNames.h"
#include "engine/latent/DirectionCalibration.h"
#include "engine/latent/Latent.h"
#include "engine/learning/FaceSet.h"
#include "engine/media/ImageArchive.h"
#include "engine/media/PhotoFile.h"
#include "engine/train/AttributeJudge.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <functional>
#include <memory>

namespace facet::learning {

using torch::Tensor;
using Json = nlohmann::json;

namespace {

constexpr std::int64_t Fewest = 8;

/// The largest face of every photo, in flow units [N, 3, S, S], and its latents [N, d].
struct Pile {
    Tensor pictures;
    Tensor latents;

    Pile part(bool heldOut) const {
        const auto every4th = torch::arange(latents.size(0)) % 4 == 3;
        const auto rows = (heldOut ? every4th : every4th.logical_not()).nonzero().flatten();
        return {pictures.index_select(0, rows), latents.index_select(0, rows)};
    }
};

/// A photo that has not been read yet.
using PhotoSource = std::function<Image()>;

/// Of photos, folders and archives, one after the other.
std::vector<PhotoSource> photosIn(const std::vector<std::filesystem::path>& paths) {
    std::vector<PhotoSource> photos;
    for (const auto& path : paths) {
        if (!std::filesystem::is_directory(path) && path.extension() != ".zip") {
            photos.emplace_back([path] { return media::readPhoto(path).image; });
            continue;
        }
        const auto archive = std::make_shared<const media::ImageArchive>(path);
        for (const auto& name : archive->names()) {
            photos.emplace_back([archive, name] { return archive->read(name); });
        }
    }
    return photos;
}

Pile readPile(const LoadedModel& model, const std::vector<std::filesystem::path>& paths, const std::string& side,
              const Progress& progress, const std::stop_token& stop) {
    const auto sources = photosIn(paths);
    const face::FaceFinder finder;
    const int width = static_cast<int>(model.runtime->architecture().image);
    std::vector<Tensor> pictures;
    std::vector<Tensor> latents;
    for (std::size_t i = 0; i < sources.size(); ++i) {
        checkStop(stop);
        const auto photo = sources[i]();
        const auto faces = finder.find(photo);
        if (!faces.empty()) {
            auto crop = face::sampleCrop(photo, Alignment::fromEyes(faces[0].leftEye, faces[0].rightEye), width);
            pictures.push_back(flow::fromLevels(torch::from_blob(crop.data(), {1, 3, width, width}) * 255));
            latents.push_back(latent::flatten(model.runtime->encode(pictures.back())));
        }
        progress("Faces " + side + " it", static_cast<double>(i + 1) / static_cast<double>(sources.size()));
    }
    if (static_cast<std::int64_t>(pictures.size()) < Fewest) {
        throw Error(ErrorKind::Input, "learning wants at least " + std::to_string(Fewest) + " photos of faces " + side +
                                          " it, but found " + std::to_string(pictures.size()) + " in " +
                                          std::to_string(sources.size()) + "; give more photos");
    }
    return {torch::cat(pictures), torch::cat(latents)};
}

/// The worst share of flipped verdicts on the held-out faces without the attribute.
void judgeLeaks(const LoadedModel& model, const Pile& faces, const Tensor& delta, LearntAttribute& learnt) {
    const auto file = model.folder / "judge.safetensors";
    if (!std::filesystem::exists(file)) {
        return;
    }
    const auto judge = train::AttributeJudge::load(file);
    std::vector<std::int64_t> verdicts;
    for (const char* name : latent::ProtectedNames) {
        verdicts.push_back(judge->indexOf(name));
    }
    const latent::TrialFaces trial(*model.runtime, faces.pictures);
    const auto verdict = latent::judged(
        trial, delta, [&](const Tensor& pictures) { return judge->score(pictures); }, verdicts[0], verdicts);
    learnt.leak = verdict.leak;
    learnt.worstLeak = verdict.worst < 0 ? "" : judge->attributes()[verdict.worst];
}

}  // namespace

std::pair<latent::AttributeDirections, LearntAttribute> learnFromPhotos(const LoadedModel& model,
                                                                        const LearnFromPhotos& source,
                                                                        const Progress& progress,
                                                                        const std::stop_token& stop) {
    const auto& known = model.directions.directions;
    if (std::any_of(known.begin(), known.end(), [&](const auto& d) { return d.name == source.name; })) {
        throw Error(ErrorKind::Usage, "the attribute \"" + source.name + "\" is there already; choose another name");
    }
    const auto with = readPile(model, source.with, "with", progress, stop);
    const auto without = readPile(model, source.without, "without", progress, stop);

    const auto a = with.part(false).latents;
    const auto b = without.part(false).latents;
    const auto noise = a.var(0) / a.size(0) + b.var(0) / b.size(0);
    const auto difference = a.mean(0) - b.mean(0);
    const auto delta = difference * (1 - noise / difference.square().clamp_min(1e-12)).clamp_min(0);

    // Fisher's linear score with a diagonal covariance: what the fit itself knows of the attribute.
    const auto weights = delta / (a.var(0) + b.var(0)).clamp_min(1e-6);
    const auto heldWith = with.part(true).latents.mv(weights);
    const auto heldWithout = without.part(true).latents.mv(weights);
    const double gap = (heldWith.median() - heldWithout.median()).item<double>();
    const double unit = delta.dot(weights).item<double>();
    if (!(gap > 0) || !(unit > 0)) {
        throw Error(ErrorKind::Input,
                    "the held-out faces of the two sides do not differ in what the others do; more "
                    "photos, or photos that differ in one thing only, may help");
    }
    LearntAttribute learnt{source.name, static_cast<int>(with.latents.size(0)),
                           static_cast<int>(without.latents.size(0))};
    const auto scaled = delta * (gap / unit);
    learnt.auc = train::areaUnderCurve(torch::cat({heldWith, heldWithout}),
                                       torch::cat({torch::ones_like(heldWith), torch::zeros_like(heldWithout)}));
    const double middle = (heldWith.median() + heldWithout.median()).item<double>() / 2;
    learnt.hit = (heldWithout + gap > middle).to(torch::kFloat64).mean().item<double>();
    judgeLeaks(model, without.part(true), scaled, learnt);
    const Json provenance = {{"method", "difference of means, shrunk by its t-statistic"},
                             {"held_out", "every fourth photo"}};
    latent::AttributeDirections result{model.hash, provenance.dump(), {}};
    result.directions.push_back({source.name, "Mine", scaled, learnt.auc, learnt.hit, learnt.leak, learnt.worstLeak,
                                 learnt.with, learnt.without});
    return {std::move(result), learnt};
}

}  // namespace facet::learning
