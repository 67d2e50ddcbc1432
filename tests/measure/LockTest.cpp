// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/LatentMover.h"
#include "tests/measure/HeldOutFaces.h"

#include <gtest/gtest.h>

#include <cstdio>
#include <memory>

namespace facet {
namespace {

constexpr int LockedFaces = 16;

/// Attributes that go together in faces, so that moving the first moves the second along.
constexpr std::pair<const char*, const char*> Pairs[] = {{"smile", "rosy-cheeks"}, {"smile", "narrow-eyes"},
                                                         {"blond-hair", "makeup"}, {"beard", "thick-eyebrows"},
                                                         {"bangs", "wavy-hair"},   {"makeup", "arched-eyebrows"}};

struct Moved {
    double hit = 0;     ///< share of the faces that have what was asked for, by the judge
    double change = 0;  ///< of the locked attribute's logit, mean over the faces
};

class Lock : public testing::Test {
 protected:
    void SetUp() override {
        if (!measure::areFacesHere()) {
            GTEST_SKIP() << "the faces are not on this machine";
        }
    }
};

Moved shown(const LoadedModel& model, train::AttributeJudge& judge, const std::vector<std::unique_ptr<GlowFace>>& faces,
            const EditRecipe& recipe, const char* moved, const char* watched) {
    const LatentMover mover(model);
    Moved result;
    for (const auto& face : faces) {
        mover.find(*face, recipe, {});
        const auto before = judge.score(face->decoded())[0];
        const auto after = judge.score(model.runtime->decode(mover.moved(*face, recipe)))[0];
        const auto logit = [](const torch::Tensor& logits, std::int64_t i) { return logits[i].item<double>(); };
        result.hit += logit(after, judge.indexOf(moved)) > 0 ? 1.0 / LockedFaces : 0;
        const auto index = judge.indexOf(watched);
        result.change += std::abs(logit(after, index) - logit(before, index)) / LockedFaces;
    }
    return result;
}

TEST_F(Lock, HoldsWhatOthersWouldCarryAlong) {
    const auto model = loadModel({});
    const auto judge = train::AttributeJudge::load(model.folder / "judge.safetensors");
    std::vector<std::unique_ptr<GlowFace>> faces;
    for (const auto& x : measure::heldOutFaces("hq128.zip", LockedFaces)) {
        auto eps = model.runtime->encode(x.unsqueeze(0));
        auto decoded = model.runtime->decode(eps);
        faces.push_back(std::make_unique<GlowFace>(Alignment::wholePicture(64, 64), RoundTrip{}, std::move(eps),
                                                   std::move(decoded),
                                                   /*handovers=*/0));
    }
    double free = 0, held = 0;
    std::printf("%-12s %-16s %22s %22s\n", "+1", "locked", "free: hit, change", "locked: hit, change");
    for (const auto& [moved, locked] : Pairs) {
        EditRecipe recipe{{{moved, 1.0}}};
        const auto without = shown(model, *judge, faces, recipe, moved, locked);
        recipe.locked = {locked};
        const auto with = shown(model, *judge, faces, recipe, moved, locked);
        std::printf("%-12s %-16s %14.2f %7.2f %14.2f %7.2f\n", moved, locked, without.hit, without.change, with.hit,
                    with.change);
        free += without.change;
        held += with.change;
    }
    EXPECT_LT(held, 0.6 * free);
}

}  // namespace
}  // namespace facet
