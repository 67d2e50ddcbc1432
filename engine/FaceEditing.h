// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/FlowPictures.h"
#include "engine/GlowFace.h"
#include "engine/LatentMover.h"

#include <memory>
#include <stop_token>

namespace facet {

/// Photo → latents → moved latents → edit, on a loaded model: what the engine does for people, and what the judge of
/// its moves looks at. FaceEngine documents the steps. Inside the engine only. Threads: as FaceEngine's.
class FaceEditing {
 public:
    /// Keeps a reference to the model.
    explicit FaceEditing(const LoadedModel& model) : m_model(model), m_mover(model) {}

    std::shared_ptr<const GlowFace> encode(const Image& photo, const Alignment& alignment) const;
    bool refine(const GlowFace& face, const EditRecipe& recipe, const std::stop_token& stop) const {
        return m_mover.find(face, recipe, stop);
    }
    /// See FaceEngine::refineDetails().
    bool refineDetails(const GlowFace& face, const EditRecipe& recipe) const;
    MovedFace moved(const GlowFace& face, const EditRecipe& recipe) const;
    FaceEdit edit(const GlowFace& face, const EditRecipe& recipe) const;

    /// What the face decodes to, [1, 3, S, S], on the device that computes now.
    torch::Tensor decodedNow(const GlowFace& face) const;

 private:
    /// moved(), but what was asked for lately is known.
    MovedFace shown(const GlowFace& face, const EditRecipe& recipe) const;
    /// The same as a photo may show it: at each place what the attributes that live there do to it, and no drift.
    MovedFace movedInPhoto(const GlowFace& face, const EditRecipe& recipe) const;
    FaceEdit editBy(const GlowFace& face, const EditRecipe& recipe, const MovedFace& after) const;
    /// FaceEdit::beyond of `edit`, the recipe's.
    std::shared_ptr<const FaceEdit> beyond(const GlowFace& face, const EditRecipe& recipe, const FaceEdit& edit) const;

    const LoadedModel& m_model;
    LatentMover m_mover;
};

}  // namespace facet
