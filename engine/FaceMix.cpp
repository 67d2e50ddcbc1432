// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/FaceMix.h"

#include "engine/Error.h"
#include "engine/latent/Latent.h"
#include "engine/latent/LatentPath.h"

#include <algorithm>
#include <cmath>

namespace facet {

namespace {

using torch::Tensor;

constexpr double Doubt = 3;     // deviations
constexpr double Visible = 1;   // logits: one face has it e times as likely as the other
constexpr double Hardly = 0.2;  // amounts below this are within what one photo of a person differs from the next

flow::Eps latentsOf(const OtherFace& other, const LoadedModel& model) {
    const auto& architecture = model.runtime->architecture();
    const auto size = static_cast<std::int64_t>(other.latents.size());
    if (other.model != model.hash || size != latent::levelOffsets(architecture).back()) {
        throw Error(ErrorKind::Model, "the face of " + other.name +
                                          " was mixed in by another model; take it out and drop its photo again");
    }
    return latent::unflatten(torch::tensor(other.latents).unsqueeze(0), architecture);
}

/// Both faces as other photos of them might show them: in a mirror, in less light and in more. [2 · variants, 3, S, S],
/// the first face's before the second's, flow units.
Tensor variantsOf(const Tensor& pictures) {
    std::vector<Tensor> variants;
    for (const auto& face : pictures.split(1)) {
        for (const double light : {0.7, 1.0, 1.3}) {
            const auto lit = ((face + 0.5) * light - 0.5).clamp(-0.5, 0.5);
            variants.push_back(lit);
            variants.push_back(lit.flip(3));
        }
    }
    return torch::cat(variants);
}

bool hasSlider(const std::string& name, const LoadedModel& model) {
    const auto& sliders = model.directions.directions;
    return std::any_of(sliders.begin(), sliders.end(), [&name](const auto& slider) { return slider.name == name; });
}

}  // namespace

flow::Eps mixedIn(const flow::Eps& moved, const flow::Eps& own, const Mix& mix, const LoadedModel& model) {
    const auto way = latent::LatentPath({own, latentsOf(*mix.face, model)}, latent::PathKind::Slerp, /*closed=*/false);
    const auto place = way.at(mix.amount);
    flow::Eps mixed;
    for (std::size_t level = 0; level < own.size(); ++level) {
        mixed.push_back(moved[level] + (place[level] - own[level]));
    }
    return mixed;
}

Amounts amountsTowards(const GlowFace& face, const OtherFace& other, const LoadedModel& model) {
    Amounts amounts;
    if (model.guides.empty()) {
        return amounts;
    }
    const torch::NoGradGuard noGrad;
    const auto pictures = torch::cat({face.decoded(), model.runtime->decode(latentsOf(other, model))}).clamp(-0.5, 0.5);
    const auto logits = train::meanLogits(model.guides)(variantsOf(pictures)).unflatten(0, {2, -1});  // [2, V, A]
    const auto means = logits.mean(1);
    // What such photos of one and the same face differ by is no difference of the faces.
    const auto least = (Doubt * logits.std(1).square().mean(0).sqrt()).clamp_min(Visible);
    const auto differ = (means[1] - means[0]).abs() > least;
    const auto& scales = model.moveSpace.attributes;
    for (std::size_t i = 0; i < scales.size(); ++i) {
        const auto index = static_cast<std::int64_t>(i);
        const auto of = means.select(1, index);
        const double amount = latent::amountBetween(scales[i], of[0].item<double>(), of[1].item<double>());
        const bool differs = differ[index].item<bool>() && std::abs(amount) >= Hardly;
        if (differs && hasSlider(scales[i].name, model)) {
            amounts[scales[i].name] = amount;
        }
    }
    return amounts;
}

}  // namespace facet
