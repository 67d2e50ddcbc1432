// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/EditLayers.h"
#include "engine/FaceEditing.h"
#include "tests/engine/TransparentRuntime.h"

#include <gtest/gtest.h>
#include <torch/torch.h>

#include <algorithm>

namespace facet {
namespace {

constexpr int Side = 32;

flow::Architecture flat() {
    flow::Architecture architecture;
    architecture.image = Side;
    architecture.steps = {1};
    architecture.widths = {4};
    return architecture;
}

/// A grey head without hair that fills the crop.
GlowFace bareHead() {
    constexpr int Parts = face::FaceParts::Side;
    const std::vector<float> nothing(std::size_t(4) * Parts * Parts);
    face::FaceParts parts{std::vector<float>(std::size_t(3) * Parts * Parts), nothing, nothing, nothing,
                          std::vector<float>(std::size_t(Parts) * Parts, 1)};
    for (std::size_t i = 3; i < parts.head.size(); i += 4) {
        parts.head[i] = 1;
    }
    const auto picture = torch::zeros({1, 3, Side, Side});
    return {Alignment::wholePicture(Side, Side), {}, latent::unflatten(picture.flatten(1), flat()), picture, 0, parts};
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

/// What is hardly asked for must not push aside what is there.
TEST_F(EditLayers, ChangeNothingWhenAnotherAttributeBegins) {
    m_supports.supports["glasses"] = std::vector<float>(m_supports.supports["glasses"].size(), 0.5F);
    const EditRecipe recipe{{{"glasses", 1}, {"smile", 0.001}}};
    for (const EditLayer& layer : layers(recipe)) {
        if (!layer.recipe.amounts.contains("glasses")) {
            EXPECT_LT(layer.shares.max().item<float>(), 0.02F) << layer.recipe.toJson();
        }
    }
}

TEST_F(EditLayers, LeaveNoAttributeOutForBeingSmall) {
    m_supports.supports["mustache"] = band(0.62, 0.64);
    auto& map = m_supports.supports["mustache"];
    for (std::size_t i = 0; i < map.size(); ++i) {
        map[i] *= i % latent::AttributeSupports::Side < 16 ? 1.0F : 0.0F;
    }
    const auto all = layers({{{"mustache", 1}, {"smile", 1}}});
    EXPECT_TRUE(std::any_of(all.begin(), all.end(), [](const EditLayer& layer) {
        return layer.recipe.amounts.contains("mustache") && layer.shares.max().item<float>() > 0.2F;
    }));
}

/// What a photo gets of moves whose pictures are known: latents are pictures here, a direction is what it adds to one.
class LayeredEdits : public testing::Test {
 protected:
    LayeredEdits() {
        m_model.runtime = std::make_unique<TransparentRuntime>(flat());
        m_model.supports.supports = {{"glasses", band(0.1, 0.4)}, {"tan", band(0.6, 0.9)}};
    }

    void moves(const char* attribute, const torch::Tensor& change) {
        auto& direction = m_model.directions.directions.emplace_back();
        direction.name = attribute;
        direction.delta = change.flatten();
    }
    FaceEdit edit(const Amounts& amounts) const { return m_editing.edit(m_face, {amounts}); }
    /// What an edit adds to the red at a row, in the middle, in flow units.
    static float changeAt(const FaceEdit& edit, double row) {
        return edit.difference.at(std::size_t(row * Side) * Side + Side / 2) * 255 / 256;
    }

    static constexpr double OfGlasses = 0.25;  ///< rows
    static constexpr double OfTan = 0.75;      ///< which a person taught
    GlowFace m_face = bareHead();
    LoadedModel m_model;
    FaceEditing m_editing{m_model};
};

/// Beside a colour of the skin, which keeps the tone that it gives, glasses keep the photo's.
TEST_F(LayeredEdits, LoseTheirOwnToneEach) {
    moves("glasses", torch::full({3, Side, Side}, 0.1F));
    moves("tan", torch::full({3, Side, Side}, 0.2F));
    EXPECT_NEAR(changeAt(edit({{"glasses", 1}}), OfGlasses), 0, 1e-4F);
    EXPECT_NEAR(changeAt(edit({{"tan", 1}}), OfTan), 0.2F, 1e-4F);
    const auto both = edit({{"glasses", 1}, {"tan", 1}});
    EXPECT_NEAR(changeAt(both, OfGlasses), 0, 1e-4F);
    EXPECT_NEAR(changeAt(both, OfTan), 0.2F, 1e-4F);
}

/// Where one layer cannot go all of its way, the others go no further than it does: sliders keep their proportions.
TEST_F(LayeredEdits, AreShortenedAlike) {
    auto exploding = torch::zeros({3, Side, Side});
    exploding[0][0][0] = 15;
    moves("glasses", exploding);
    moves("tan", torch::full({3, Side, Side}, 0.2F));
    const double share = m_editing.moved(m_face, {{{"glasses", 1}}}).share;
    ASSERT_LT(share, 0.9);
    const auto both = edit({{"glasses", 1}, {"tan", 1}});
    EXPECT_TRUE(both.limited);
    EXPECT_NEAR(changeAt(both, OfTan), 0.2 * share, 1e-4);
    EXPECT_FALSE(edit({{"tan", 1}}).limited);
}

/// While one slider moves, the others' pictures stay, however many frames go by.
TEST(ShownMoves, KeepWhatIsStillAskedFor) {
    const auto keyOf = [](double amount, int handovers) {
        return ShownMoves::Key{FineKey({{{"smile", amount}}}, 0), handovers};
    };
    ShownMoves shown;
    shown.keep(keyOf(1, 0), {torch::ones({1}), 0.7});
    for (std::size_t i = 0; i < 3 * ShownMoves::Most; ++i) {
        shown.keep(keyOf(2 + double(i), 0), {torch::zeros({1})});
        ASSERT_TRUE(shown.of(keyOf(1, 0))) << i;
    }
    EXPECT_EQ(shown.of(keyOf(1, 0))->share, 0.7);
    EXPECT_FALSE(shown.of(keyOf(2, 0)));
    EXPECT_FALSE(shown.of(keyOf(1, 1))) << "another device's";
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
