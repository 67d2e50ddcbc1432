// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/EditLayers.h"

#include <gtest/gtest.h>
#include <torch/torch.h>

#include <algorithm>

namespace facet {
namespace {

constexpr int Side = 32;

/// A head without hair that fills the crop.
GlowFace bareHead() {
    constexpr int Parts = face::FaceParts::Side;
    const std::vector<float> nothing(std::size_t(4) * Parts * Parts);
    face::FaceParts parts{std::vector<float>(std::size_t(3) * Parts * Parts), nothing, nothing, nothing,
                          std::vector<float>(std::size_t(Parts) * Parts, 1)};
    for (std::size_t i = 3; i < parts.head.size(); i += 4) {
        parts.head[i] = 1;
    }
    return {Alignment::wholePicture(Side, Side), {}, {}, torch::zeros({1, 3, Side, Side}), 0, parts};
}

/// Open in rows from `begin` to `end` of the crop's side.
std::vector<float> band(double begin, double end) {
    constexpr int Supports = latent::AttributeSupports::Side;
    std::vector<float> map(std::size_t(Supports) * Supports);
    std::fill(map.begin() + std::ptrdiff_t(begin * Supports) * Supports,
              map.begin() + std::ptrdiff_t(end * Supports) * Supports, 1.0F);
    return map;
}

class EditLayers : public testing::Test {
 protected:
    std::vector<EditLayer> layers(const EditRecipe& recipe) const { return layersOf(m_face, recipe, m_supports, Side); }
    /// The recipe of the layer that is nearly all of what shows at a row in the middle.
    Amounts shownAt(const EditRecipe& recipe, double row) const {
        for (const EditLayer& layer : layers(recipe)) {
            if (layer.shares[0][0][static_cast<int>(row * Side)][Side / 2].item<double>() > 0.9) {
                return layer.recipe.amounts;
            }
        }
        return {};
    }

    GlowFace m_face = bareHead();
    latent::AttributeSupports m_supports{
        {{"glasses", band(0.2, 0.5)}, {"smile", band(0.4, 0.8)}, {"mustache", band(0.6, 0.7)}}, {}};
};

TEST_F(EditLayers, ShowEachAttributeInItsOwnPlaceAlone) {
    const EditRecipe recipe{{{"glasses", 1}, {"mustache", -0.5}, {"smile", 2}}};
    EXPECT_EQ(shownAt(recipe, 0.3), (Amounts{{"glasses", 1}}));
    EXPECT_EQ(shownAt(recipe, 0.45), (Amounts{{"glasses", 1}, {"smile", 2}}));
    EXPECT_EQ(shownAt(recipe, 0.55), (Amounts{{"smile", 2}}));
    EXPECT_EQ(shownAt(recipe, 0.65), (Amounts{{"mustache", -0.5}, {"smile", 2}}));
    EXPECT_EQ(shownAt(recipe, 0.9), Amounts{});
}

TEST_F(EditLayers, ShowAgeEverywhere) {
    const EditRecipe recipe{{{"age", 1}, {"glasses", 1}}};
    EXPECT_EQ(shownAt(recipe, 0.3), (Amounts{{"age", 1}, {"glasses", 1}}));
    EXPECT_EQ(shownAt(recipe, 0.9), (Amounts{{"age", 1}}));
}

TEST_F(EditLayers, AddUpToOne) {
    torch::Tensor sum = torch::zeros({1, 1, Side, Side});
    for (const EditLayer& layer : layers({{{"glasses", 1}, {"mustache", -0.5}, {"smile", 2}, {"lipstick", 1}}})) {
        EXPECT_GE(layer.shares.min().item<float>(), 0);
        sum += layer.shares;
    }
    EXPECT_TRUE(torch::allclose(sum, torch::ones_like(sum), 0, 1e-6));
}

TEST_F(EditLayers, AreOneWhereNothingIsToBeKeptApart) {
    EditRecipe recipe{{{"smile", 1}, {"glasses", 0}}};
    EXPECT_EQ(layers(recipe).size(), 1U);
    recipe.amounts["glasses"] = 1;
    EXPECT_GT(layers(recipe).size(), 1U);
    recipe.mask = MaskMode::None;
    ASSERT_EQ(layers(recipe).size(), 1U);
    EXPECT_EQ(layers(recipe)[0].recipe, recipe);
    EXPECT_TRUE(torch::equal(layers(recipe)[0].shares, torch::ones({1, 1, Side, Side})));
}

}  // namespace
}  // namespace facet
