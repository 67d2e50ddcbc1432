// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace facet::latent {

/// Where attributes live in an aligned crop, learnt from labelled faces. Of the framing, not of a model: any model of
/// the same framing can use them. See docs/composite.md.
struct AttributeSupports {
    static constexpr int Side = 64;
    std::map<std::string, std::vector<float>> supports;  ///< [Side²] by attribute, 0 … 1
    std::string provenance;                              ///< JSON: data and counts
};

/// A safetensors file: `support.NAME` [64, 64] as U8. Throws Error(Model) where it is damaged.
AttributeSupports loadSupports(const std::filesystem::path& path);
/// Throws Error(Output).
void saveSupports(const AttributeSupports& supports, const std::filesystem::path& path, bool overwrite);

}  // namespace facet::latent
