// SPDX-License-Identifier: GPL-3.0-or-later
#include "Pictures.h"
#include "engine/RecipeText.h"

#include <nlohmann/json.hpp>

#include <cmath>

namespace facet {
namespace {

EditRecipe correctedRecipe(const Image& corrections) {
    return {{{"smile", 0.5}}, MaskMode::Corrected, {std::make_shared<const Image>(corrections)}};
}

TEST(RecipeText, HoldsCorrectionsOfTheMask) {
    for (const int side : {1, 63, 512}) {
        const EditRecipe recipe = correctedRecipe(test::noise(side, side, 1));
        EXPECT_EQ(recipeFromText(textOf(recipe)), recipe) << side;
    }
    const EditRecipe plain{{{"smile", 0.5}}, MaskMode::None};
    EXPECT_EQ(textOf(plain), plain.toJson());
    EXPECT_EQ(recipeFromText(textOf(plain)), plain);
}

TEST(RecipeText, HoldsTheOtherFaceBitForBit) {
    EditRecipe recipe{{{"smile", 0.5}}, MaskMode::None};
    OtherFace anna{"änna.jpg", test::noise(96, 96, 3), "abc", {}};
    for (int i = 0; i < 1000; ++i) {
        anna.latents.push_back(std::sin(static_cast<float>(i)) / 3);
    }
    recipe.mix = {std::make_shared<const OtherFace>(anna), 0.37};
    EXPECT_EQ(recipeFromText(textOf(recipe)), recipe);
    auto json = nlohmann::json::parse(textOf(recipe));
    const auto good = json["mix"]["face"];
    for (const char* key : {"name", "model", "picture", "latents"}) {
        for (const nlohmann::json& bad : nlohmann::json::array({nullptr, 7, "%%%"})) {
            json["mix"]["face"] = good;
            json["mix"]["face"][key] = bad;
            if (bad.is_string() && (key == std::string("name") || key == std::string("model"))) {
                continue;  // any text is a name
            }
            const auto sentence = test::errorOf(ErrorKind::Usage, [&] { recipeFromText(json.dump()); });
            EXPECT_NE(sentence.find("other face"), std::string::npos) << key << bad;
        }
    }
    json["mix"]["face"] = good;
    json["mix"]["face"]["latents"] = "AADAfw==";  // one number that is none
    EXPECT_THROW(recipeFromText(json.dump()), Error);
    json["mix"].erase("face");
    EXPECT_THROW(recipeFromText(json.dump()), Error);
}

TEST(RecipeText, RefusesDamageBySentence) {
    const auto whole = nlohmann::json::parse(textOf(correctedRecipe(test::noise(64, 64, 1))));
    const std::string good = whole["corrections"];
    std::string flipped = good;
    flipped[good.size() / 2] = flipped[good.size() / 2] == 'A' ? 'B' : 'A';
    nlohmann::json bad = nlohmann::json::array({nullptr, 7, "", "%%%", good.substr(0, good.size() / 2), flipped});
    bad.push_back(nlohmann::json::parse(textOf(correctedRecipe(test::noise(8, 8, 3))))["corrections"]);
    bad.push_back(nlohmann::json::parse(textOf(correctedRecipe(Image(MaxCorrectionsSide + 1, 1, 1))))["corrections"]);
    for (const auto& corrections : bad) {
        auto json = whole;
        json["corrections"] = corrections;
        const std::string sentence = test::errorOf(ErrorKind::Usage, [&] { recipeFromText(json.dump()); });
        EXPECT_NE(sentence.find("corrections"), std::string::npos) << sentence;
    }
    auto json = whole;
    json.erase("corrections");
    EXPECT_THROW(recipeFromText(json.dump()), Error);
    EXPECT_THROW(recipeFromText("[]"), Error);
    EXPECT_THROW(recipeFromText(R"({"mask": "auto", "corrections": ""})"), Error);
}

}  // namespace
}  // namespace facet
