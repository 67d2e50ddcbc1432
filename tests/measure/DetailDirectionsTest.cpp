// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/LoadedModel.h"
#include "engine/latent/DirectionFit.h"
#include "engine/latent/Latent.h"
#include "engine/train/AttributeJudge.h"
#include "engine/train/LabelTable.h"
#include "tests/measure/HeldOutFaces.h"

#include <algorithm>
#include <cstdio>
#include <iterator>

namespace facet {
namespace {

using torch::Tensor;

/// What is labelled of the faces of 256 pixels.
constexpr const char* Columns[] = {"Eyeglasses", "Smiling",    "No_Beard",   "Mustache",  "Heavy_Makeup", "Young",
                                   "Male",       "Blond_Hair", "Black_Hair", "Gray_Hair", "Bald"};

/// ±1; undefined where one is not known.
Tensor labelsOf(const train::LabelTable& table, const std::string& picture) {
    if (!table.contains(picture)) {
        return {};
    }
    const auto all = table.labelsOf(picture);
    const auto& names = table.attributes();
    std::vector<Tensor> some;
    for (const char* column : Columns) {
        some.push_back(all[std::find(names.begin(), names.end(), column) - names.begin()]);
    }
    const auto labels = torch::stack(some) * 2 - 1;
    return torch::isnan(labels).any().item<bool>() ? Tensor() : labels;
}

/// The latents of one level's details: of training faces their statistics, of held-out ones all, [d].
struct Level {
    latent::LatentStatistics training;
    std::vector<Tensor> heldOut;
};

void add(std::vector<Level>& levels, const std::vector<flow::Eps>& details, const Tensor& labels, bool isHeldOut) {
    for (std::size_t l = 0; l < details.size(); ++l) {
        const auto eps = latent::flatten(details[l]);
        if (levels.size() == l) {
            levels.push_back({{labels.size(0), eps.size(1)}, {}});
        }
        if (isHeldOut) {
            levels[l].heldOut.push_back(eps[0]);
        } else {
            levels[l].training.add(eps, labels.unsqueeze(0));
        }
    }
}

void print(const Level& level, const Tensor& labels) {
    constexpr double Ridge = 0.01;
    constexpr double Shrinkage = 4;
    const auto directions = level.training.shrunkRidge(Ridge, Shrinkage);
    const auto latents = torch::stack(level.heldOut);
    std::printf("%lld latents; fitted on %lld faces, judged on %lld\n", static_cast<long long>(latents.size(1)),
                static_cast<long long>(level.training.count()), static_cast<long long>(latents.size(0)));
    for (std::size_t i = 0; i < std::size(Columns); ++i) {
        const auto column = static_cast<std::int64_t>(i);
        const auto direction = directions[column];
        const auto scores = latents.matmul(direction);
        const auto has = labels.select(1, column) > 0;
        const auto shown = scores.masked_select(has).mean() - scores.masked_select(has.logical_not()).mean();
        const auto length = direction.square().sum();
        std::printf("  %-13s AUC %.3f, gain %5.2f, %.3f deviations a latent\n", Columns[i],
                    train::areaUnderCurve(scores, has), (shown / length).item<double>(),
                    (length / direction.count_nonzero()).sqrt().item<double>());
    }
}

/// How much attributes say of the latents of details beyond what the 64 pixels say: directions fitted on training
/// faces, and the share of them (gain) by which held-out faces with the attribute differ from those without.
TEST(Details, DirectionsOnHeldOutFaces) {
    if (!measure::areFacesHere()) {
        GTEST_SKIP() << "the faces are not on this machine";
    }
    const auto model = loadModel({.model = {}, .precision = "bfloat16"});
    const auto& pyramid = model.details->pyramid();
    const train::LabelTable table(std::filesystem::path(FACET_FACES) / "labels.csv");
    const media::ImageArchive archive(std::filesystem::path(FACET_FACES) / "hq256.zip");
    std::vector<Level> levels;
    std::vector<Tensor> labels;  // of the held-out ones
    for (const auto& picture : archive.names()) {
        const auto known = labelsOf(table, picture);
        if (!known.defined()) {
            continue;
        }
        const auto face = measure::wholeFace(archive.read(picture), static_cast<int>(pyramid.side()));
        const bool isHeldOut = train::isHeldOut(picture);
        add(levels, pyramid.encode(face.unsqueeze(0)).details, known, isHeldOut);
        if (isHeldOut) {
            labels.push_back(known);
        }
    }
    for (const Level& level : levels) {
        print(level, torch::stack(labels));
    }
    EXPECT_EQ(levels.size(), pyramid.levels());
}

}  // namespace
}  // namespace facet
