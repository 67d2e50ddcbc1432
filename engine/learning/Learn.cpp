// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/Learn.h"

#include "engine/Error.h"
#include "engine/learning/FolderLearning.h"
#include "engine/learning/LabelledLearning.h"
#include "engine/learning/SupportLearning.h"

namespace facet {

std::vector<LearntAttribute> learn(const LearnFromLabels& source, const EngineOptions& options,
                                   const std::filesystem::path& output, const Progress& progress,
                                   std::stop_token stop) {
    const auto model = loadModel(options);
    const train::LabelTable table(source.labels);
    const int side = static_cast<int>(model.runtime->architecture().image);
    learning::LabelledLearning all(model, table, learning::readFaces(table, source.images, side, progress, stop),
                                   progress, stop);
    const auto directions = all.run();
    latent::saveDirections(directions, output, /*overwrite=*/true);
    all.judge().save(output.parent_path() / "judge.safetensors", true);
    return all.summary();
}

std::vector<LearntAttribute> learn(const LearnFromFolders& source, const EngineOptions& options,
                                   const std::filesystem::path& output, const Progress& progress,
                                   std::stop_token stop) {
    const auto model = loadModel(options);
    auto [directions, summary] = learning::learnFromFolders(model, source, progress, stop);
    latent::saveDirections(directions, output, /*overwrite=*/true);
    return {summary};
}

void learn(const LearnMasks& masks, const std::filesystem::path& output, const Progress& progress,
           const std::stop_token& stop) {
    const train::LabelTable table(masks.source.labels);
    const auto faces = learning::readFaces(table, masks.source.images, latent::AttributeSupports::Side, progress, stop);
    latent::saveSupports(learning::learnSupports(table, faces), output, /*overwrite=*/true);
}

}  // namespace facet
