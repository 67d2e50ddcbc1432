// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/FaceEditing.h"
#include "engine/Image.h"
#include "engine/LoadedModel.h"

#include <string>
#include <vector>

namespace facet::measure {

/// A photo that is a face's crop as a whole, after an edit by +1, once for every way that its details were moved.
struct DetailedEdit {
    Image plain;                  ///< without details
    std::vector<Image> written;   ///< with them; plain where they left the range of pictures
    std::vector<bool> isInRange;  ///< of each of `written`
    torch::Tensor share;          ///< [side, side], 0 … 1: where and how much details come in
};

/// Edits as FaceEditing makes them, along each face's own way, but for the latents of details: these are moved, too.
class DetailEdits {
 public:
    /// Of photos of that side. Keeps a reference to the model.
    DetailEdits(const LoadedModel& model, int side) : m_model(model), m_editing(model), m_side(side) {}

    /// `moves`: of each way the details' moves, one a level [d], coarsest first.
    DetailedEdit edited(const Image& photo, const std::string& attribute,
                        const std::vector<std::vector<torch::Tensor>>& moves) const;

 private:
    torch::Tensor shareOf(const FaceEdit& edit, const GlowFace& face, const std::vector<face::Reach>& reaches) const;

    const LoadedModel& m_model;
    FaceEditing m_editing;
    int m_side;
};

}  // namespace facet::measure
