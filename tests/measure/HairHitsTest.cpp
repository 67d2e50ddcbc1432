// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/FaceEditing.h"
#include "engine/face/Compositor.h"
#include "engine/face/EditMasks.h"
#include "engine/learning/LabelledFaces.h"
#include "engine/learning/TrainingPictures.h"
#include "tests/measure/HeldOutFaces.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdio>
#include <vector>

namespace facet {
namespace {

using torch::Tensor;

constexpr std::int64_t HitFaces = 48;
constexpr double MuchHair = 0.22;  // of the crop

/// One face whose hair was to change; pictures [3, S, S] in flow units.
struct Changed {
    double hair = 0;    ///< its share of the crop
    Tensor written;     ///< as `facet edit` writes it
    Tensor withSkin;    ///< and with what the model changes on skin
    Tensor withBehind;  ///< and with what it changes behind the person
};

Tensor shareOf(const std::vector<float>& maps, const face::FaceParts& parts) {
    const cv::Mat share = face::sharesOf(maps, parts, 64);
    return torch::from_blob(share.data, {64, 64}, torch::kFloat32).clone();
}

Changed changed(const FaceEditing& editing, const Tensor& picture, const std::string& attribute) {
    const Image photo = toImage(picture);
    const auto face = editing.encode(photo, Alignment::wholePicture(photo.width(), photo.height()));
    EditRecipe recipe;
    recipe.amounts[attribute] = 1;
    editing.refine(*face, recipe, {});
    const Image edited = face::composite(photo, 1, photo.bounds(), {editing.edit(*face, recipe)});
    const auto written = flow::fromLevels(learning::wholePicture(edited, 64));
    const auto change = (editing.moved(*face, recipe).picture - face->decoded())[0];
    const auto hair = shareOf(face->parts()->hair, *face->parts());
    const auto head = shareOf(face->parts()->head, *face->parts());
    return {hair.mean().item<double>(), written, written + change * (head - hair).clamp(0, 1),
            written + change * (1 - head)};
}

class HairHits : public testing::TestWithParam<const char*> {};

/// Why a judge misses new colours of hair and fringes: whether there is hair, and what of the model's change beside
/// hair would have convinced it.
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
    std::vector<Changed> faces;
    for (std::int64_t i = 0; i < rows.size(0); ++i) {
        faces.push_back(changed(editing, pictures[rows[i].item<std::int64_t>()], attribute));
    }
    const auto hits = [&](Tensor Changed::*what, bool isMuch) {
        std::vector<Tensor> chosen;
        for (const auto& face : faces) {
            if ((face.hair >= MuchHair) == isMuch) {
                chosen.push_back(face.*what);
            }
        }
        const auto has = judge->score(torch::stack(chosen)).select(1, judge->indexOf(attribute)) > 0;
        return has.to(torch::kFloat64).mean().item<double>();
    };
    for (const bool isMuch : {false, true}) {
        std::printf(
            "%s, hair on %s %.2f of the crop, %td of %zu faces: as written %.2f, with skin %.2f, with what is "
            "behind %.2f\n",
            attribute.c_str(), isMuch ? "at least" : "less than", MuchHair,
            std::count_if(faces.begin(), faces.end(), [&](auto& f) { return (f.hair >= MuchHair) == isMuch; }),
            faces.size(), hits(&Changed::written, isMuch), hits(&Changed::withSkin, isMuch),
            hits(&Changed::withBehind, isMuch));
    }
    EXPECT_GT(hits(&Changed::written, true), hits(&Changed::written, false));
}

INSTANTIATE_TEST_SUITE_P(Attributes, HairHits, testing::Values("blond-hair", "black-hair", "bangs"));

}  // namespace
}  // namespace facet
