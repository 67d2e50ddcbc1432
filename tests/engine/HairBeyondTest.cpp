// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/GlowFaceEngine.h"
#include "engine/media/PhotoFile.h"

#include <gtest/gtest.h>

namespace facet {
namespace {

/// Around its crop a face's hair is changed by what is asked for about the hair, and by nothing else.
TEST(HairBeyond, IsChangedByItsOwnAttributesAlone) {
    const auto engine = makeGlowFaceEngine({.precision = "float32", .threads = 2});
    const Image photo = media::readPhoto(FACET_SOURCE_DIR "/resources/examples/example.jpg").image;
    const auto face = engine->encode(photo, Alignment::fromEyes({414.7, 343.7}, {599.8, 349.0}));
    const auto beyond = [&](const Amounts& amounts) { return engine->edit(*face, {amounts}).beyond; };
    const auto alone = beyond({{"blond-hair", 0.5}});
    ASSERT_TRUE(alone);
    for (const char* other : {"smile", "age", "hat", "bald", "bangs", "makeup"}) {
        const auto beside = beyond({{"blond-hair", 0.5}, {other, 0.5}});
        ASSERT_TRUE(beside) << other;
        EXPECT_EQ(beside->difference, alone->difference) << other;
        EXPECT_EQ(beside->where.maps, alone->where.maps) << other;
    }
    for (const char* other : {"smile", "age", "hat", "bald", "bangs", "makeup"}) {
        EXPECT_FALSE(beyond({{other, 1}})) << other;
    }
}

}  // namespace
}  // namespace facet
