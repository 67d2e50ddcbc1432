// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/EditRecipe.h"
#include "engine/flow/Glow.h"

#include <filesystem>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace facet::latent {

/// What stands in for the guides' logit where they do not know an attribute: a linear score of what they see.
struct FeatureScore {
    torch::Tensor weights;  ///< [F], of the guides' features, one guide after the other
    double bias = 0;        ///< 0 lies in the middle between faces with and faces without
    double gap = 0;         ///< from faces without to faces with, on held-out ones; > 0
    /// What such faces differ in as much: protected attributes that the attribute is, or that are to go along with it.
    std::vector<std::string> alongside;
};

/// One attribute's way through latent space, calibrated.
struct Direction {
    std::string name;
    std::string group;
    torch::Tensor delta;  ///< [d], what +1 adds to a flat latent (see flatten())
    double auc = 0;       ///< of the linear score along it, on held-out faces
    double hit = 0;       ///< see AttributeInfo
    double leak = 0;
    std::string worstLeak;  ///< which verdict flips most: "masculine", "age", "glasses", "smile"
    int with = 0;           ///< how many faces it was learnt from; 0 where that is not known
    int without = 0;
    int judged = 0;                          ///< faces that hit and leak come from; 0 where that is not known
    std::optional<FeatureScore> score = {};  ///< for attributes that the guides do not know
};

/// Named directions of one model.
struct AttributeDirections {
    std::string modelHash;   ///< of the model whose latents they move
    std::string provenance;  ///< JSON: data, counts, method
    std::vector<Direction> directions;

    /// Throws Error(Usage) for a name that is not there.
    const Direction& named(const std::string& name) const;
    /// Adds Σ amount · delta to the latents of one face, finest level first. A delta is taken without what it has in
    /// common with the `locked` ones: it is made orthogonal to them (in the prior's metric, that of a standard normal),
    /// unless it is locked itself. Throws Error(Usage) for a name that is not there.
    flow::Eps apply(const flow::Eps& eps, const Amounts& amounts, const std::set<std::string>& locked,
                    const flow::Architecture& architecture) const;
};

/// A safetensors file: `delta` [attributes, d] as F16, `score.i` [F] of the i-th attribute as F32; the rest in its
/// metadata.
///
/// Throws Error(Model): damaged, or learnt for another model than `modelHash` (both are named).
AttributeDirections loadDirections(const std::filesystem::path& path, const std::string& modelHash,
                                   const flow::Architecture& architecture);
/// Gives the one direction of a file another name. Throws Error(Usage) where there are more, or the name is empty.
void renameOnlyDirection(const std::filesystem::path& path, const std::string& name);
/// Throws Error(Output).
void saveDirections(const AttributeDirections& directions, const std::filesystem::path& path, bool overwrite);

}  // namespace facet::latent
