// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/EditRecipe.h"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace facet {
struct EngineInfo;
}

namespace facet::cli {

/// --set, --lock, --recipe and --mask: what is done to a face.
struct RecipeOptions {
    std::vector<std::string> settings;
    std::vector<std::string> locked;
    std::filesystem::path file;
    std::optional<MaskMode> mask;
    std::filesystem::path painted;  ///< the file of a painted mask

    /// The recipe file, and what the other options say on top of it. Throws Error(Usage); Error(Input) where a
    /// file cannot be read.
    EditRecipe read() const;
};

/// Without `withMask` for commands that blend nothing into a photo.
void addRecipeOptions(CLI::App& command, RecipeOptions& options, bool withMask);

/// Throws Error(Usage) where a painted mask is not of the photo's size.
void checkMask(const EditRecipe& recipe, const Image& photo);

/// Throws Error(Usage), offering the nearest ones, for an attribute, moved or locked, that the model has no direction
/// for.
void checkNames(const EditRecipe& recipe, const EngineInfo& info);

}  // namespace facet::cli
