// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/GlowFace.h"
#include "engine/LoadedModel.h"

#include <mutex>
#include <optional>
#include <stop_token>

namespace facet {

/// Moves a face's latents by a recipe: along the face's own way (ConstrainedMove) where that has been found, along the
/// attribute's direction, the same for every face, where it has not.
///
/// Inside the engine only. Threads: any; finds wait for one another.
class LatentMover {
 public:
    /// Keeps a reference to the model.
    explicit LatentMover(const LoadedModel& model);

    /// Throws Error(Usage) for a name that the model does not have.
    flow::Eps moved(const GlowFace& face, const EditRecipe& recipe) const;

    /// Finds what the recipe needs of the face's own ways and is not known yet; false where there was nothing to find.
    /// Throws Error(Interrupted) on `stop`.
    bool find(const GlowFace& face, const EditRecipe& recipe, const std::stop_token& stop) const;

 private:
    std::optional<std::int64_t> indexOf(const std::string& attribute) const;
    /// None where the face cannot have a way of its own along the attribute.
    std::optional<MoveKey> keyOf(const std::string& attribute, const std::set<std::string>& locked) const;

    const LoadedModel& m_model;
    mutable std::mutex m_finding;
    /// Made with the first find and by its thread, so that its threads have that one's priority.
    const latent::ConstrainedMove& finder() const;

    mutable std::optional<latent::ConstrainedMove> m_finder;  // guarded by m_finding
};

}  // namespace facet
