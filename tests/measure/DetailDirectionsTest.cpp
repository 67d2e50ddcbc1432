// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/LoadedModel.h"
#include "engine/train/AttributeJudge.h"
#include "tests/measure/DetailFit.h"
#include "tests/measure/HeldOutFaces.h"

#include <gtest/gtest.h>

#include <cstdio>
#include <iterator>

namespace facet {
namespace {

using torch::Tensor;

/// One level: statistics of training faces, and held-out ones' latents [N, d] with their labels [N, DetailColumns].
void print(const latent::LatentStatistics& training, const Tensor& latents, const Tensor& labels) {
    const auto directions = measure::detailDirections(training);
    std::printf("%lld latents; fitted on %lld faces, judged on %lld\n", static_cast<long long>(latents.size(1)),
                static_cast<long long>(training.count()), static_cast<long long>(latents.size(0)));
    for (std::size_t i = 0; i < std::size(measure::DetailColumns); ++i) {
        const auto column = static_cast<std::int64_t>(i);
        const auto direction = directions[column];
        const auto scores = latents.matmul(direction);
        const auto has = labels.select(1, column) > 0;
        const auto shown = scores.masked_select(has).mean() - scores.masked_select(has.logical_not()).mean();
        const auto length = direction.square().sum();
        std::printf("  %-13s AUC %.3f, gain %5.2f, %.3f deviations a latent\n", measure::DetailColumns[i],
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
    std::vector<latent::LatentStatistics> training;              // of each level
    std::vector<std::vector<Tensor>> heldOut(pyramid.levels());  // of each level, one face's [d]
    std::vector<Tensor> labels;                                  // of the held-out ones
    for (const auto& picture : archive.names()) {
        const auto known = measure::detailLabels(table, picture);
        if (!known.defined()) {
            continue;
        }
        const auto face = measure::wholeFace(archive.read(picture), static_cast<int>(pyramid.side()));
        const auto details = pyramid.encode(face.unsqueeze(0)).details;
        if (!train::isHeldOut(picture)) {
            measure::addDetails(training, details, known);
            continue;
        }
        for (std::size_t l = 0; l < details.size(); ++l) {
            heldOut[l].push_back(latent::flatten(details[l])[0]);
        }
        labels.push_back(known);
    }
    ASSERT_EQ(training.size(), pyramid.levels());
    for (std::size_t l = 0; l < training.size(); ++l) {
        print(training[l], torch::stack(heldOut[l]), torch::stack(labels));
    }
}

}  // namespace
}  // namespace facet
