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
    // Its +1 is the smile that it was shown: where that changed the photo, nearer to it than the photo itself is.
    runWell({"edit", example(), "--attributes", path("grin.safetensors"), "--set", "grin=1", "-o", path("grin.png")});
    const Image before = pixelsOf(example());
    const Image smiling = pixelsOf(path("smiling.png"));
    const auto distance = [&](const Image& image) {
        double sum = 0;
        for (int y = 0; y < image.height(); ++y) {
            for (int x = 0; x < image.width() * image.channels(); ++x) {
                const int wanted = smiling.row<std::uint8_t>(y)[x];
                const double d = image.row<std::uint8_t>(y)[x] - wanted;
                sum += before.row<std::uint8_t>(y)[x] != wanted ? d * d : 0;
            }
        }
        return sum;
    };
    EXPECT_LT(distance(pixelsOf(path("grin.png"))), 0.85 * distance(before));
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
