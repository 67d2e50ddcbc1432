// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/EditRecipe.h"
#include "engine/Error.h"

#include <gtest/gtest.h>

#include <cmath>

namespace facet {
namespace {

TEST(EditRecipe, SurvivesJson) {
    EditRecipe recipe;
    recipe.amounts = {{"smile", 0.8}, {"age", -1.25}};
    recipe.mask = MaskMode::None;
    recipe.locked = {"glasses", "smile"};
    EXPECT_EQ(EditRecipe::fromJson(recipe.toJson()), recipe);
    EXPECT_EQ(EditRecipe::fromJson("{}"), EditRecipe{});
}

TEST(EditRecipe, NamesAPaintedMaskAndComparesItsPixels) {
    EditRecipe recipe;
    recipe.mask = MaskMode::Painted;
    recipe.painted.picture = std::make_shared<const Image>(3, 2, 1);
    EXPECT_EQ(EditRecipe::fromJson(recipe.toJson()).mask, MaskMode::Painted);
    EditRecipe same = recipe;
    same.painted.picture = std::make_shared<const Image>(3, 2, 1);
    EXPECT_EQ(recipe, same);
    same.painted.picture = std::make_shared<const Image>(2, 3, 1);
    EXPECT_NE(recipe, same);
    same.painted.picture = nullptr;
    EXPECT_NE(recipe, same);
}

TEST(EditRecipe, LeavesMasksMadeByHandWithTheirPhoto) {
    EditRecipe recipe{{{"smile", 0.5}}, MaskMode::Corrected, {std::make_shared<const Image>(3, 3, 1)}};
    EXPECT_EQ(recipe.forOtherPhotos(), (EditRecipe{{{"smile", 0.5}}, MaskMode::Auto}));
    recipe = {{{"smile", 0.5}}, MaskMode::None};
    EXPECT_EQ(recipe.forOtherPhotos(), recipe);
}

TEST(EditRecipe, TellsOfAMixTheAmountAlone) {
    const auto anna = std::make_shared<const OtherFace>(OtherFace{"anna.jpg", Image(2, 2, 3), "abc", {1, 2}});
    EditRecipe recipe;
    recipe.mix = {anna, 0.25};
    EXPECT_FALSE(recipe.isIdentity());
    EXPECT_EQ(recipe.toJson().find("anna"), std::string::npos);  // the metadata of a photo name nobody
    EXPECT_EQ(EditRecipe::fromJson(recipe.toJson()).mix, (Mix{nullptr, 0.25}));
    EXPECT_TRUE(EditRecipe::fromJson(recipe.toJson()).isIdentity());
    recipe.mix.amount = 0;
    EXPECT_TRUE(recipe.isIdentity());
    EditRecipe same = recipe;
    same.mix.face = std::make_shared<const OtherFace>(*anna);
    EXPECT_EQ(same, recipe);
    same.mix.face = std::make_shared<const OtherFace>(OtherFace{"anna.jpg", Image(2, 2, 3), "abc", {1, 3}});
    EXPECT_NE(same, recipe);
}

TEST(EditRecipe, IsTheIdentityWhereNothingIsAsked) {
    EXPECT_TRUE(EditRecipe{}.isIdentity());
    EXPECT_TRUE((EditRecipe{{{"smile", 0.0}}, MaskMode::Auto}.isIdentity()));
    EXPECT_FALSE((EditRecipe{{{"smile", 0.01}}, MaskMode::Auto}.isIdentity()));
}

TEST(EditRecipe, RefusesNonsenseBySentence) {
    for (const char* text :
         {"", "[]", "{", R"({"amounts": 5})", R"({"amounts": {"smile": "much"}})", R"({"amounts": {"smile": 2.5}})",
          R"({"mask": "some"})", R"({"locked": "age"})", R"({"locked": [1]})", R"({"mix": 0.5})", R"({"mix": {}})",
          R"({"mix": {"amount": 1.5}})", R"({"mix": {"amount": -0.1}})", R"({"glow": 1})"}) {
        EXPECT_THROW(EditRecipe::fromJson(text), Error) << text;
    }
    EXPECT_THROW(checkAmount("smile", NAN), Error);
    EXPECT_THROW(checkAmount("smile", INFINITY), Error);
    EXPECT_NO_THROW(checkAmount("smile", -2));
}

}  // namespace
}  // namespace facet
