// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/UsableEdits.h"

#include <algorithm>
#include <utility>

namespace facet::ui {

EditRecipe usableWith(const EngineInfo& model, EditRecipe recipe) {
    const auto isUnknown = [&model](const std::string& name) {
        return std::none_of(model.attributes.begin(), model.attributes.end(),
                            [&name](const AttributeInfo& known) { return known.name == name; });
    };
    std::erase_if(recipe.amounts, [&isUnknown](const auto& entry) { return isUnknown(entry.first); });
    std::erase_if(recipe.locked, isUnknown);
    if (recipe.mix.face && recipe.mix.face->model != model.modelHash) {
        recipe.mix = {};
    }
    return recipe;
}

std::vector<EditedFace> usableWith(const EngineInfo& model, const std::vector<EditedFace>& faces) {
    std::vector<EditedFace> usable;
    for (EditedFace edited : faces) {
        edited.recipe = usableWith(model, std::move(edited.recipe));
        if (!edited.recipe.isIdentity()) {
            usable.push_back(std::move(edited));
        }
    }
    return usable;
}

}  // namespace facet::ui
