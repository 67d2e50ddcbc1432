// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/FaceEditing.h"

#include "engine/face/EditShape.h"
#include "engine/flow/Dequantise.h"
#include "engine/latent/AttributeNames.h"

#include <algorithm>

namespace facet {

namespace {

using torch::Tensor;

/// Samples, 0 … 1. Held inside the range that a picture has, so that black and white do not drift.
std::vector<float> toPlanes(const Tensor& picture) {  // [1, 3, S, S], flow units
    const auto samples = (flow::toLevels(picture.clamp(-0.5, 0.5)) / 255).contiguous();
    return {samples.data_ptr<float>(), samples.data_ptr<float>() + samples.numel()};
}

/// What the recipe's attributes may change; attributes that a person taught, and another face, may change all of the
/// head.
std::vector<face::Reach> reachesOf(const EditRecipe& recipe, const latent::AttributeSupports& supports) {
    double strongest = 0;
    for (const auto& [name, amount] : recipe.amounts) {
        strongest = std::max(strongest, std::abs(amount));
    }
    std::vector<face::Reach> reaches;
    for (const auto& [name, amount] : recipe.amounts) {
        if (amount == 0) {
            continue;
        }
        const auto may = latent::reachOf(name);
        const auto support = supports.supports.find(name);
        const bool isLocal = support != supports.supports.end() && !may.everywhere;
        reaches.push_back({isLocal ? &support->second : nullptr, std::abs(amount) / strongest, may.face, may.hair,
                           may.moves, may.tints, may.hue});
    }
    if (recipe.mix.isActive()) {
        reaches.push_back({nullptr, 1, true, true, /*moves=*/true, true});
    }
    return reaches;
}

}  // namespace

FaceEdit noEdit(const GlowFace& face, const EditRecipe& recipe) {
    FaceEdit edit;
    edit.alignment = face.alignment();
    edit.mask = recipe.mask;
    edit.painted = recipe.painted;
    return edit;
}

FaceEdit editBetween(const GlowFace& face, const Tensor& before, const Tensor& after, const EditRecipe& recipe,
                     const latent::AttributeSupports& supports) {
    FaceEdit edit = noEdit(face, recipe);
    const auto reaches = reachesOf(recipe, supports);
    const bool isAutomatic = recipe.mask == MaskMode::Auto || recipe.mask == MaskMode::Corrected;
    const face::FaceParts* parts = face.parts() && isAutomatic ? &*face.parts() : nullptr;
    edit.side = static_cast<int>(before.size(3));
    if (parts != nullptr) {
        face::shape(edit, *parts, reaches);
    }
    face::split(edit, toPlanes(before), toPlanes(after), reaches, parts);
    return edit;
}

}  // namespace facet
