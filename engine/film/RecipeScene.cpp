// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/face/Morph.h"
#include "engine/film/Scenes.h"

namespace facet::film {
namespace {

/// Between two different people the first goes before the second comes.
Mix mixed(const Mix& from, const Mix& to, double t) {
    if (!from.face || !to.face || from == Mix{to.face, from.amount}) {
        return {from.face ? from.face : to.face, from.amount * (1 - t) + to.amount * t};
    }
    return t < 0.5 ? Mix{from.face, from.amount * (1 - 2 * t)} : Mix{to.face, to.amount * (2 * t - 1)};
}

EditRecipe mixed(const EditRecipe& from, const EditRecipe& to, double t) {
    EditRecipe recipe = t < 1 ? from : to;
    for (const auto& [name, amount] : to.amounts) {
        recipe.amounts.try_emplace(name, 0);
    }
    for (auto& [name, amount] : recipe.amounts) {
        const auto start = from.amounts.find(name);
        const auto target = to.amounts.find(name);
        amount = (start == from.amounts.end() ? 0 : start->second) * (1 - t) +
                 (target == to.amounts.end() ? 0 : target->second) * t;
    }
    recipe.mix = mixed(from.mix, to.mix, t);
    return recipe;
}

/// One photo as a whole, in which a face goes from recipe to recipe as under the editor's sliders.
class RecipeScene : public FilmScene {
 public:
    RecipeScene(const FaceEngine& engine, const FilmPlan& plan, Image picture, bool evenSides)
        : FilmScene(legalSide(picture.width(), evenSides), legalSide(picture.height(), evenSides)),
          m_engine(engine),
          m_scale(photoScale(plan)),
          m_details(plan.details),
          m_picture(std::move(picture)),
          m_face(engine.encode(*plan.keys.front().photo, plan.keys.front().alignment)) {
        for (const FilmKey& key : plan.keys) {
            m_recipes.push_back(key.recipe);
            m_engine.refine(*m_face, key.recipe, {});
        }
    }

    std::vector<Image> frames(const std::vector<double>& positions) override {
        std::vector<Image> frames;
        for (const double position : positions) {
            const Between place(position, m_recipes.size());
            const auto recipe = mixed(m_recipes[place.from], m_recipes[place.to], place.t);
            const auto edit = measured(m_decodeMs, [&] {
                if (m_details) {
                    m_engine.refineDetails(*m_face, recipe);
                }
                return m_engine.edit(*m_face, recipe);
            });
            frames.push_back(measured(m_compositeMs, [&] {
                return m_engine.composite(m_picture, m_scale, {0, 0, width(), height()}, {edit});
            }));
        }
        return frames;
    }

 private:
    const FaceEngine& m_engine;
    double m_scale;
    bool m_details;
    Image m_picture;
    std::shared_ptr<const EncodedFace> m_face;
    std::vector<EditRecipe> m_recipes;
};

}  // namespace

std::unique_ptr<FilmScene> makeRecipeScene(const FaceEngine& engine, const FilmPlan& plan, bool evenSides) {
    return std::make_unique<RecipeScene>(engine, plan, face::filmPicture(*plan.keys.front().photo, photoScale(plan)),
                                         evenSides);
}

}  // namespace facet::film
