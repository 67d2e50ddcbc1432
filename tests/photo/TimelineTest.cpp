// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/film/Timeline.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

namespace facet::film {
namespace {

using ::testing::DoubleNear;
using ::testing::ElementsAre;

Timing timingOf(int keys, const Stretch& stretch, int fps, Loop loop) {
    return {std::vector(static_cast<std::size_t>(keys), stretch), fps, loop};
}

TEST(Timeline, EveryKeyHasItsOwnFrame) {
    const auto positions = positionsOf(timingOf(3, {0, 0.5, Easing::Linear}, 8, Loop::None));
    EXPECT_THAT(positions, ElementsAre(0, 0.25, 0.5, 0.75, 1, 1.25, 1.5, 1.75, 2));
}

TEST(Timeline, TakesTheTimeThatWasAskedFor) {
    EXPECT_EQ(positionsOf(timingOf(2, {0.3, 2, Easing::InOut}, 30, Loop::None)).size(), 78U);
    EXPECT_EQ(positionsOf(timingOf(4, {0.3, 2, Easing::InOut}, 30, Loop::Loop)).size(), 4U * 69);
    EXPECT_EQ(positionsOf(timingOf(2, {0, 1, Easing::InOut}, 24, Loop::Loop)).size(), 48U);
    EXPECT_EQ(positionsOf(timingOf(2, {0.5, 1, Easing::InOut}, 10, Loop::PingPong)).size(), 30U);
}

TEST(Timeline, StandsAsLongAsEachKeySays) {
    Timing timing = timingOf(2, {0.2, 0.3, Easing::Linear}, 10, Loop::None);
    timing.keys[1].hold = 0.4;
    const auto positions = positionsOf(timing);
    EXPECT_EQ(std::count(positions.begin(), positions.end(), 0.0), 2);
    EXPECT_EQ(std::count(positions.begin(), positions.end(), 1.0), 4);
    EXPECT_EQ(positions.size(), 9U);
}

TEST(Timeline, ALoopGoesOnToTheFirstKeyAndShowsNoFrameTwice) {
    const auto positions = positionsOf(timingOf(3, {0, 0.4, Easing::Linear}, 10, Loop::Loop));
    EXPECT_EQ(positions.front(), 0);
    EXPECT_EQ(positions.back(), 2.75);
    EXPECT_EQ(std::adjacent_find(positions.begin(), positions.end()), positions.end());
}

TEST(Timeline, PingPongTurnsWithoutStandingTwice) {
    const auto positions = positionsOf(timingOf(2, {0, 0.4, Easing::Linear}, 10, Loop::PingPong));
    EXPECT_THAT(positions, ElementsAre(0, 0.25, 0.5, 0.75, 1, 0.75, 0.5, 0.25));
}

TEST(Timeline, NeverGoesBackOnTheWay) {
    for (const Easing easing : {Easing::Linear, Easing::InOut}) {
        for (const int fps : {1, 7, 240}) {
            const auto positions = positionsOf(timingOf(4, {0.1, 0.9, easing}, fps, Loop::Loop));
            EXPECT_TRUE(std::is_sorted(positions.begin(), positions.end())) << fps;
            for (double key = 0; key < 4; ++key) {
                EXPECT_NE(std::find(positions.begin(), positions.end(), key), positions.end()) << fps;
            }
        }
    }
}

TEST(Pace, MakesEqualStepsOfWhatChanges) {
    const Pace pace({1, 3});  // the second half of the way changes three times as much
    EXPECT_EQ(pace.at(0), 0);
    EXPECT_THAT(pace.at(0.25), DoubleNear(0.5, 1e-12));
    EXPECT_THAT(pace.at(0.625), DoubleNear(0.75, 1e-12));
    EXPECT_EQ(pace.at(1), 1);
}

TEST(Pace, PassesWhatDoesNotChangeAtOnce) {
    const Pace pace({0, 2, 0, 2, 0});
    EXPECT_THAT(pace.at(0.5 - 1e-9), DoubleNear(0.4, 1e-6));
    EXPECT_THAT(pace.at(0.5 + 1e-9), DoubleNear(0.6, 1e-6));
    EXPECT_THAT(Pace({0, 0}).at(0.3), DoubleNear(0.3, 1e-12));
}

TEST(Pace, IsWhatEvenWaysFollow) {
    const auto positions = positionsOf(timingOf(2, {0, 0.4, Easing::Even}, 10, Loop::None), {Pace({1, 3})});
    EXPECT_THAT(positions, ElementsAre(0, 0.5, DoubleNear(2.0 / 3, 1e-12), DoubleNear(5.0 / 6, 1e-12), 1));
}

}  // namespace
}  // namespace facet::film
