// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/learning/Classifiers.h"

namespace facet::learning {

namespace {

constexpr int Epochs = 10;

struct Plan {
    const char* name;
    std::int64_t width;
    std::int64_t stem;
    std::uint64_t seed;
};

constexpr Plan Guides[] = {{"guide1", 24, 3, 1}, {"guide2", 32, 3, 3}};
constexpr Plan Judge = {"judge", 32, 5, 2};

std::string fileOf(const Plan& plan) {
    return std::string(plan.name) + ".safetensors";
}

std::shared_ptr<train::AttributeJudge> trained(const Plan& plan, std::vector<std::string> names,
                                               const train::LabelledPictures& faces, const Progress& progress,
                                               const std::stop_token& stop) {
    torch::manual_seed(plan.seed);
    auto classifier = std::make_shared<train::AttributeJudge>(std::move(names), plan.width, plan.stem);
    train::trainJudge(
        *classifier, faces, Epochs, plan.seed,
        [&](double share) { progress(std::string("Training the ") + plan.name, share); }, stop);
    return classifier;
}

}  // namespace

void Classifiers::save(const std::filesystem::path& folder) const {
    for (std::size_t i = 0; i < guides.size(); ++i) {
        guides[i]->save(folder / fileOf(Guides[i]), /*overwrite=*/true);
    }
    judge->save(folder / fileOf(Judge), /*overwrite=*/true);
}

Classifiers Classifiers::load(const std::filesystem::path& folder) {
    Classifiers all;
    for (const auto& plan : Guides) {
        all.guides.push_back(train::AttributeJudge::load(folder / fileOf(plan)));
    }
    all.judge = train::AttributeJudge::load(folder / fileOf(Judge));
    return all;
}

Classifiers trainClassifiers(const LabelledFaces& faces, const Progress& progress, const std::stop_token& stop) {
    const auto& pictures = faces.training().pictures;
    const auto& rows = faces.training().labels;
    Classifiers all;
    for (const auto& plan : Guides) {
        all.guides.push_back(trained(plan, faces.names(), {pictures, faces.attributeLabels(rows)}, progress, stop));
    }
    all.judge = trained(Judge, faces.allNames(), {pictures, faces.allLabels(rows)}, progress, stop);
    return all;
}

}  // namespace facet::learning
