// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/EditLayers.h"

#include "engine/EditBetween.h"
#include "engine/EditReach.h"

#include <torch/torch.h>

#include <algorithm>
#include <string>

namespace facet {

namespace {

using torch::Tensor;

/// How far the mask of a part of a recipe is open: [1, 1, side, side], 0 … 1.
Tensor openingOf(const GlowFace& face, const EditRecipe& part, const latent::AttributeSupports& supports, int side) {
    return torch::tensor(face::shownShares(*face.parts(), reachesOf(part, supports), side)).view({1, 1, side, side});
}

/// Layers split into the places that have an attribute, by their `shares`, and the others.
std::vector<EditLayer> splitBy(const std::vector<EditLayer>& layers, const std::string& attribute, double amount,
                               const Tensor& shares) {
    // Of the crop: what is smaller, and but a part of where the attribute shows, is left to the layer beside it.
    const double least = std::min(0.005, shares.mean().item<double>() / 4);
    const auto isLayer = [least](const Tensor& part) { return part.mean().item<double>() > least; };
    std::vector<EditLayer> result;
    for (const EditLayer& layer : layers) {
        const Tensor within = layer.shares * shares;
        const Tensor beyond = layer.shares - within;
        if (!isLayer(within)) {
            result.push_back(layer);
            continue;
        }
        const bool isBoth = isLayer(beyond);
        if (isBoth) {
            result.push_back({layer.recipe, beyond});
        }
        result.push_back({layer.recipe, isBoth ? within : layer.shares});
        result.back().recipe.amounts[attribute] = amount;
    }
    return result;
}

}  // namespace

std::vector<EditLayer> layersOf(const GlowFace& face, const EditRecipe& recipe,
                                const latent::AttributeSupports& supports, int side) {
    EditRecipe base = recipe;
    base.amounts.clear();
    if (!isMaskedByPhoto(face, recipe) || reachesOf(recipe, supports).size() < 2) {
        return {{recipe, torch::ones({1, 1, side, side})}};
    }
    // Of what the recipe's mask lets through, each attribute has as much as its own would, but never more.
    const Tensor whole = openingOf(face, recipe, supports, side).clamp_min(1e-3);
    std::vector<EditLayer> layers = {{base, torch::ones({1, 1, side, side})}};
    for (const auto& [name, amount] : recipe.amounts) {
        EditRecipe alone;
        alone.amounts[name] = amount;
        layers = splitBy(layers, name, amount, (openingOf(face, alone, supports, side) / whole).clamp_max(1));
    }
    return layers;
}

}  // namespace facet
