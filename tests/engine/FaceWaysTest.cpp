// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/GlowFaceEngine.h"

#include <gtest/gtest.h>

namespace facet {
namespace {

EditRecipe smilingBy(MaskMode mask) {
    return {{{"smile", 1}}, mask};
}

/// Of a move, masks that follow from the photo show a part; a way that is found for that would go too far where all of
/// it shows.
TEST(FaceWays, AreFoundForWhatAMaskShows) {
    const auto engine = makeGlowFaceEngine({.precision = "float32", .threads = 2});
    const Image photo = engine->sample(1, 0.7, 3).front();
    const auto face = engine->encode(photo, Alignment::wholePicture(photo.width(), photo.height()));
    const auto isNewFor = [&](MaskMode mask) { return engine->refine(*face, smilingBy(mask), {}); };
    EXPECT_TRUE(isNewFor(MaskMode::Auto));
    EXPECT_FALSE(isNewFor(MaskMode::Corrected));
    const FaceEdit masked = engine->edit(*face, smilingBy(MaskMode::Auto));
    EXPECT_TRUE(isNewFor(MaskMode::None));
    EXPECT_FALSE(isNewFor(MaskMode::Painted));
    EXPECT_EQ(engine->edit(*face, smilingBy(MaskMode::Auto)).difference, masked.difference);
}

}  // namespace
}  // namespace facet
