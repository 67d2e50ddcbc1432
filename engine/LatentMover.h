// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/GlowFace.h"
#include "engine/LoadedModel.h"
#include "engine/TaughtMove.h"

#include <map>
#include <memory>
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
    /// Into MoveSpace::attributes; past these come the model's directions, of which some were taught.
    std::optional<std::int64_t> indexOf(const std::string& attribute) const;
    std::int64_t knownCount() const { return static_cast<std::int64_t>(m_model.moveSpace.attributes.size()); }
    /// Of an attribute that the model's space of moves knows.
    const std::string& nameOf(std::int64_t attribute) const {
        return m_model.moveSpace.attributes[static_cast<std::size_t>(attribute)].name;
    }
    /// None where the face cannot have a way of its own along the attribute.
    std::optional<MoveKey> keyOf(const GlowFace& face, const std::string& attribute, const EditRecipe& recipe) const;

    /// [2, K]
    torch::Tensor knots(const GlowFace& face, const MoveKey& key, int sign, const std::stop_token& stop) const;
    /// Made with the first find and by its thread, so that its threads have that one's priority.
    std::shared_ptr<const runtime::DecodeSlopes> decoder() const;
    const latent::ConstrainedMove& finder(std::int64_t attribute) const;
    const TaughtMove& taught(std::int64_t attribute) const;

    const LoadedModel& m_model;
    mutable std::mutex m_finding;  // guards what follows
    mutable std::shared_ptr<const runtime::DecodeSlopes> m_decoder;
    mutable std::map<std::int64_t, latent::ConstrainedMove> m_finders;
    mutable std::map<std::int64_t, TaughtMove> m_taught;
};

}  // namespace facet
