// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/jobs/EditCache.h"

#include <algorithm>
#include <utility>

namespace facet::ui {

namespace {

/// Corrections of a mask go into an edit as they are.
bool areAlike(const EditRecipe& one, const EditRecipe& other) {
    const auto withoutCorrections = [](EditRecipe recipe) {
        if (recipe.mask == MaskMode::Corrected) {
            recipe.mask = MaskMode::Auto;
            recipe.painted = {};
        }
        return recipe;
    };
    return withoutCorrections(one) == withoutCorrections(other);
}

}  // namespace

const std::vector<FaceEdit>& EditCache::edits(const FaceEngine& engine, const std::vector<EditedFace>& faces) {
    std::vector<FaceEdit> edits;
    edits.reserve(faces.size());
    for (const EditedFace& wanted : faces) {
        const auto known = std::find_if(m_faces.begin(), m_faces.end(), [&wanted](const EditedFace& cached) {
            return cached.face == wanted.face && areAlike(cached.recipe, wanted.recipe);
        });
        edits.push_back(known == m_faces.end() ? engine.edit(*wanted.face, wanted.recipe)
                                               : m_edits[std::size_t(known - m_faces.begin())]);
        edits.back().mask = wanted.recipe.mask;
        edits.back().painted = wanted.recipe.painted;
    }
    m_faces = faces;
    m_edits = std::move(edits);
    return m_edits;
}

}  // namespace facet::ui
