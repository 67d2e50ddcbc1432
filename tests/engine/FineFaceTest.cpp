// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/FineFace.h"
#include "engine/GlowFaceEngine.h"
#include "engine/model/Safetensors.h"
#include "tests/support/TemporaryFolder.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <memory>
#include <string>

namespace facet {
namespace {

constexpr const char* Levels[] = {"details-128.safetensors", "details-256.safetensors"};

/// The bundled model's flow and directions, and a face of nobody that it has drawn.
class FineFaces : public testing::Test {
 protected:
    void SetUp() override {
        for (const char* name : {"model.safetensors", "directions.safetensors", Levels[0], Levels[1]}) {
            std::filesystem::copy_file(bundledModelFolder() / name, m_folder / name);
        }
    }
    std::unique_ptr<GlowFaceEngine> engine() const {
        return makeGlowFaceEngine({.model = m_folder.path(), .precision = "float32", .threads = 2});
    }
    Image photo() const { return engine()->sample(1, 0.7, 3).front(); }

    /// Strong, so that something comes that was not there.
    static EditRecipe strong() { return {{{"glasses", 2}}, MaskMode::None}; }

    test::TemporaryFolder m_folder;
};

TEST_F(FineFaces, HaveWhatTheirSizeInThePhotoShows) {
    const auto engine = this->engine();
    const Image picture = photo();
    for (const auto& [faceSide, wanted] : {std::pair{60, 0}, {64, 0}, {65, 128}, {128, 128}, {129, 256}, {256, 256}}) {
        const auto face = engine->encode(picture, Alignment::wholePicture(faceSide, faceSide));
        EXPECT_EQ(engine->refineDetails(*face, strong()), wanted > 0) << faceSide;
        const FaceEdit edit = engine->edit(*face, strong());
        EXPECT_EQ(edit.fineSide, wanted);
        EXPECT_EQ(edit.fine.size(), std::size_t(4) * wanted * wanted);
    }
}

TEST_F(FineFaces, BelongToTheRecipeWhateverCorrectsItsMask) {
    const auto engine = this->engine();
    const auto face = engine->encode(photo(), Alignment::wholePicture(256, 256));
    const FaceEdit before = engine->edit(*face, strong());
    ASSERT_TRUE(engine->refineDetails(*face, strong()));
    EXPECT_FALSE(engine->refineDetails(*face, strong()));
    const FaceEdit after = engine->edit(*face, strong());
    EXPECT_EQ(before.fineSide, 0);
    EXPECT_EQ(after.fineSide, 256);
    EXPECT_EQ(after.difference, before.difference);
    EditRecipe painted = strong();
    painted.mask = MaskMode::Painted;
    EXPECT_EQ(engine->edit(*face, painted).fineSide, 256);
    EXPECT_EQ(engine->edit(*face, {{{"glasses", 1.9}}, MaskMode::None}).fineSide, 0);
}

TEST_F(FineFaces, AddNothingWhereNothingIsAskedForOrNoNewThing) {
    const auto engine = this->engine();
    const auto face = engine->encode(photo(), Alignment::wholePicture(256, 256));
    for (const EditRecipe& recipe : {EditRecipe{}, EditRecipe{{{"glasses", 0}}}, EditRecipe{{{"blond-hair", 1}}}}) {
        EXPECT_FALSE(engine->refineDetails(*face, recipe));
        EXPECT_EQ(engine->edit(*face, recipe).fineSide, 0);
    }
}

/// Shifts of a coupling that see the face move as far as this take the details out of the range of pictures.
TEST_F(FineFaces, ThatExplodeKeepTheEditOfTheCrop) {
    auto level = model::readTensors(m_folder / Levels[0], ErrorKind::Model);
    auto& shifts = level.tensors.at("level0.step3.coupling.conv3.weight");
    shifts = shifts * 1e4;
    model::writeTensors(level, m_folder / Levels[0], true);
    std::filesystem::remove(m_folder / Levels[1]);
    const auto engine = this->engine();
    const auto face = engine->encode(Image(256, 256, 3), Alignment::wholePicture(256, 256));
    const FaceEdit before = engine->edit(*face, strong());
    EXPECT_FALSE(engine->refineDetails(*face, strong()));
    const FaceEdit after = engine->edit(*face, strong());
    EXPECT_EQ(after.fineSide, 0);
    EXPECT_EQ(after.difference, before.difference);
}

}  // namespace
}  // namespace facet
