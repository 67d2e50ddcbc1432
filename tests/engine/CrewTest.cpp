// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/runtime/cpu/Crew.h"

#include <gtest/gtest.h>

namespace facet::runtime::cpu {
namespace {

using Tiles = std::vector<std::pair<int, int>>;

Tiles visited(TileShares& shares, const Crew& crew, int pixels, int tilePixels) {
    Tiles tiles;
    shares.visit(crew, pixels, tilePixels, [&](int first, int last) { tiles.emplace_back(first, last); });
    return tiles;
}

TEST(TileShares, AThreadThatIsAloneTakesEverything) {
    TileShares shares(1);
    EXPECT_EQ(visited(shares, {}, 150, 64), (Tiles{{0, 64}, {64, 128}, {128, 150}}));
}

TEST(TileShares, WhoIsDoneTakesWhatOthersHaveNotBegun) {
    TileShares shares(2);
    const Crew first{0, 2};
    const Crew second{1, 2};
    EXPECT_EQ(visited(shares, second, 256, 64), (Tiles{{128, 192}, {192, 256}, {0, 64}, {64, 128}}));
    EXPECT_EQ(visited(shares, first, 256, 64), Tiles{});
    shares.renew(first);
    shares.renew(second);
    EXPECT_EQ(visited(shares, first, 256, 64), (Tiles{{0, 64}, {64, 128}, {128, 192}, {192, 256}}));
}

TEST(TileShares, SharesNeedNotBeWholeTilesNorThere) {
    TileShares shares(3);
    EXPECT_EQ(visited(shares, {2, 3}, 2, 64), (Tiles{{1, 2}, {0, 1}}));
}

}  // namespace
}  // namespace facet::runtime::cpu
