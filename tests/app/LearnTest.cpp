// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/media/PhotoFile.h"
#include "tests/app/CommandLine.h"

#include <algorithm>

namespace facet::test {

namespace {

class Learn : public CommandLine {
 protected:
    /// A folder of the same photo, each a little darker than the one before.
    std::string darkened(const std::string& name, const std::string& photo, int count) {
        const Image picture = pixelsOf(photo);
        std::filesystem::create_directory(path(name));
        for (int i = 0; i < count; ++i) {
            Image darker = picture;
            for (int y = 0; y < darker.height(); ++y) {
                auto* row = darker.row<std::uint8_t>(y);
                std::transform(row, row + std::ptrdiff_t(darker.width()) * darker.channels(), row,
                               [i](std::uint8_t sample) { return std::uint8_t(sample * (100 - 4 * i) / 100); });
            }
            writePicture(name + "/" + std::to_string(i) + ".png", darker);
        }
        return path(name);
    }
};

TEST_F(Learn, WhatIsLearntFromPhotosCanBeMovedAlong) {
    runWell({"edit", example(), "--set", "smile=1", "-o", path("smiling.png")});
    const std::string with = darkened("with", path("smiling.png"), 8);
    const std::string without = darkened("without", example(), 8);
    const auto report =
        runForJson({"learn", "grin", "--with", with, "--without", without, "-o", path("grin.safetensors")});
    const auto& learnt = report["attributes"][0];
    EXPECT_EQ(learnt["name"], "grin");
    EXPECT_EQ(learnt["with"], 8);
    EXPECT_EQ(learnt["judged"], 0) << "eight photos a side are too few";
    EXPECT_TRUE(learnt["hit"].is_null());
    EXPECT_NE(learnt["alongside"].dump().find("\"smile\""), std::string::npos) << "which tells the sides as well";

    const auto info = runForJson({"info", "--attributes", path("grin.safetensors")});
    EXPECT_EQ(info["attributes"].back()["name"], "grin");
    EXPECT_EQ(info["attributes"].back()["group"], "Mine");
    // Its +1 is the smile that it was shown: nearer to the smiling photo than the photo itself is.
    runWell({"edit", example(), "--attributes", path("grin.safetensors"), "--set", "grin=1", "-o", path("grin.png")});
    const auto distance = [this](const std::string& a, const std::string& b) {
        const Image one = pixelsOf(a);
        const Image other = pixelsOf(b);
        double sum = 0;
        for (int y = 0; y < one.height(); ++y) {
            for (int x = 0; x < one.width() * one.channels(); ++x) {
                const double d = one.row<std::uint8_t>(y)[x] - other.row<std::uint8_t>(y)[x];
                sum += d * d;
            }
        }
        return sum;
    };
    EXPECT_LT(distance(path("grin.png"), path("smiling.png")), 0.85 * distance(example(), path("smiling.png")));
}

TEST_F(Learn, SaysWhatIsMissing) {
    const std::string few = darkened("few", example(), 2);
    expectFailure({"learn", "grin", "--with", few, "--without", few, "-o", path("g.safetensors")}, 3,
                  "at least 8 photos of faces with it, but found 2");
    expectFailure({"learn", "smile", "--with", few, "--without", few, "-o", path("g.safetensors")}, 2, "another name");
    expectFailure({"info", "--attributes", path("nothing.safetensors")}, 2, "nothing.safetensors");
    EXPECT_FALSE(std::filesystem::exists(path("g.safetensors")));
}

}  // namespace

}  // namespace facet::test
