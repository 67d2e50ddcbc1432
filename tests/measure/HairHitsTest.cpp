// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/FaceEditing.h"
#include "engine/face/Compositor.h"
#include "engine/face/EditMasks.h"
#include "engine/learning/LabelledFaces.h"
#include "engine/learning/TrainingPictures.h"
#include "tests/measure/HeldOutFaces.h"

#include <gtest/gtest.h>

#include <cstdio>

namespace facet {
namespace {

constexpr std::int64_t HitFaces = 48;
constexpr double MuchHair = 0.22;  // of the crop

/// How much of a face's crop is hair.
double hairOf(const GlowFace& face) {
    return cv::mean(face::sharesOf(face.parts()->hair, *face.parts()))[0];
}

struct Group {
    std::int64_t faces = 0;
    std::int64_t hits = 0;
};

class HairHits : public testing::TestWithParam<const char*> {};

/// Where a judge misses new colours of hair and fringes: where there is little hair.
TEST_P(HairHits, FollowHowMuchHairThereIs) {
    if (!measure::areFacesHere()) {
        GTEST_SKIP() << "the faces are not on this machine";
    }
    const std::string attribute = GetParam();
    const auto model = loadModel({});
    const auto judge = train::AttributeJudge::load(model.folder / "judge.safetensors");
    const std::filesystem::path folder = FACET_FACES;
    const train::LabelTable table(folder / "labels.csv");
    const auto progress = [](const std::string&, double) {};
    const learning::LabelledFaces all(table, learning::readFaces(table, {folder / "celeba64.zip"}, 64, progress, {}));
    const auto pictures = flow::fromLevels(all.reporting().pictures);
    const auto rows = all.rowsToJudge(judge->score(pictures), judge->indexOf(attribute), 1).slice(0, 0, HitFaces);
    const FaceEditing editing(model);
    Group groups[2];
    for (std::int64_t i = 0; i < rows.size(0); ++i) {
        const Image photo = toImage(pictures[rows[i].item<std::int64_t>()]);
        const auto face = editing.encode(photo, Alignment::wholePicture(photo.width(), photo.height()));
        EditRecipe recipe;
        recipe.amounts[attribute] = 1;
        editing.refine(*face, recipe, {});
        const Image edited = face::composite(photo, 1, photo.bounds(), {editing.edit(*face, recipe)});
        const auto written = flow::fromLevels(learning::wholePicture(edited, 64)).unsqueeze(0);
        Group& group = groups[hairOf(*face) < MuchHair ? 0 : 1];
        ++group.faces;
        group.hits += judge->score(written)[0][judge->indexOf(attribute)].item<double>() > 0 ? 1 : 0;
    }
    const auto share = [](const Group& group) { return double(group.hits) / double(group.faces); };
    std::printf("%s, hair on less than %.2f of the crop: %.2f of %lld faces; on more: %.2f of %lld\n",
                attribute.c_str(), MuchHair, share(groups[0]), static_cast<long long>(groups[0].faces),
                share(groups[1]), static_cast<long long>(groups[1].faces));
    EXPECT_GT(share(groups[1]), share(groups[0]));
}

INSTANTIATE_TEST_SUITE_P(Attributes, HairHits, testing::Values("blond-hair", "black-hair", "bangs"));

}  // namespace
}  // namespace facet
