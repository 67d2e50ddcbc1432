// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/EditReach.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

namespace facet {
namespace {

float blackening(const Amounts& amounts) {
    EditRecipe recipe;
    recipe.amounts = amounts;
    float most = 0;
    for (const auto& reach : reachesOf(recipe, {})) {
        most = std::max(most, reach.blackens);
    }
    return most;
}

TEST(EditReach, BlackensHairAsFarAsBlackIsAskedFor) {
    EXPECT_FLOAT_EQ(blackening({{"black-hair", 0.4}}), 0.4F);
    EXPECT_FLOAT_EQ(blackening({{"black-hair", 2}}), 1);
    EXPECT_FLOAT_EQ(blackening({{"black-hair", -1}}), 0);
    EXPECT_FLOAT_EQ(blackening({{"black-hair", 1}, {"smile", 1}}), 1);
    EXPECT_FLOAT_EQ(blackening({{"brown-hair", 1}}), 0);
}

TEST(EditReach, BlackensNoHairThatShallHaveAnotherColourAsMuch) {
    EXPECT_FLOAT_EQ(blackening({{"black-hair", 1}, {"blond-hair", 0.25}}), 0.75F);
    EXPECT_FLOAT_EQ(blackening({{"black-hair", 1}, {"brown-hair", 1}}), 0);
    EXPECT_FLOAT_EQ(blackening({{"black-hair", 1}, {"blond-hair", -1}}), 1);
}

TEST(EditReach, SaysHowMuchPaintAndGrowthIsAskedFor) {
    EditRecipe recipe;
    recipe.amounts = {{"beard", 0.25}, {"lipstick", 1.5}, {"makeup", 0.75}, {"rosy-cheeks", -0.5}, {"smile", 1}};
    std::vector<float> asked;
    for (const auto& reach : reachesOf(recipe, {})) {  // by name
        asked.push_back(reach.asked);
    }
    EXPECT_EQ(asked, (std::vector<float>{0.25F, 1.5F, 0.75F, -0.5F, 0}));
}

TEST(EditReach, HoldsTheHuesOfAMouthThatOpensAlone) {
    EditRecipe recipe;
    recipe.amounts = {{"smile", 0.5}};
    EXPECT_EQ(reachesOf(recipe, {})[0].hues, face::Hues::OfSmile);
    recipe.amounts = {{"mouth-open", 0.5}};
    EXPECT_EQ(reachesOf(recipe, {})[0].hues, face::Hues::OfMouth);
    recipe.amounts = {{"smile", -0.5}};
    EXPECT_EQ(reachesOf(recipe, {})[0].hues, face::Hues::Any);
}

}  // namespace
}  // namespace facet
