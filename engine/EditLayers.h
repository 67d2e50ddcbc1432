// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/GlowFace.h"
#include "engine/latent/AttributeSupports.h"

#include <torch/types.h>

#include <vector>

namespace facet {

/// A part of a recipe, and where of the crop its picture is the one that shows.
struct EditLayer {
    EditRecipe recipe;     ///< as the whole recipe, but nothing of the attributes that do not live here
    torch::Tensor shares;  ///< [1, 1, S, S], 0 … 1; those of all layers add up to 1 everywhere
};

/// The recipe in layers: at each place of a crop of side² pixels, those of its attributes whose own masks are open
/// there or nearly so. A move shows what was learnt of people who have the attribute, all over the picture; its own
/// mask hides that, but the mask of another attribute beside it would show it again. One layer where the masks do not
/// follow from the photo, or no more than one thing is asked for.
std::vector<EditLayer> layersOf(const GlowFace& face, const EditRecipe& recipe,
                                const latent::AttributeSupports& supports, int side);

}  // namespace facet
