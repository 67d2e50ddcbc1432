// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/GlowFace.h"
#include "engine/Image.h"
#include "engine/LatentMover.h"

#include <memory>
#include <stop_token>

namespace facet {

/// A picture [3, S, S] in flow units as RGB of 8 bits.
Image toImage(const torch::Tensor& picture);

/// Photo → latents → moved latents → edit, on a loaded model: what the engine does for people, and what the judge of
/// its moves looks at. FaceEngine documents the steps. Inside the engine only. Threads: as FaceEngine's.
class FaceEditing {
 public:
    /// What the face decodes to after a recipe's move.
    struct Moved {
        torch::Tensor picture;  ///< [1, 3, S, S], flow units
        bool limited = false;   ///< the whole move led out of the range of pictures, so it is shorter
    };

    /// Keeps a reference to the model.
    explicit FaceEditing(const LoadedModel& model) : m_model(model), m_mover(model) {}

    std::shared_ptr<const GlowFace> encode(const Image& photo, const Alignment& alignment) const;
    bool refine(const GlowFace& face, const EditRecipe& recipe, const std::stop_token& stop) const {
        return m_mover.find(face, recipe, stop);
    }
    Moved moved(const GlowFace& face, const EditRecipe& recipe) const;
    FaceEdit edit(const GlowFace& face, const EditRecipe& recipe) const;

    /// What the face decodes to, [1, 3, S, S], on the device that computes now.
    torch::Tensor decodedNow(const GlowFace& face) const;

 private:
    const LoadedModel& m_model;
    LatentMover m_mover;
};

}  // namespace facet
