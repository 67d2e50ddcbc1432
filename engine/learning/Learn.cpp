// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/Learn.h"

#include "engine/Error.h"
#include "engine/learning/Classifiers.h"
#include "engine/learning/DirectionLearning.h"
#include "engine/learning/MoveLearning.h"
#include "engine/learning/PhotoLearning.h"
#include "engine/learning/StrengthLearning.h"
#include "engine/learning/SupportLearning.h"

namespace facet {

namespace {

constexpr std::int64_t JudgedFaces = 32;  // an attribute and side

/// Learning from labels, step by step; what a step needs and has not made itself is read from the folder.
class LabelledLearning {
 public:
    LabelledLearning(LoadedModel& model, const learning::LabelledFaces& faces, std::filesystem::path output,
                     const Progress& progress, std::stop_token stop)
        : m_model(model),
          m_faces(faces),
          m_output(std::move(output)),
          m_folder(m_output.parent_path()),
          m_progress(progress),
          m_stop(std::move(stop)) {}

    void run(LearnStep wanted) {
        const auto wants = [&](LearnStep step) { return wanted == LearnStep::All || wanted == step; };
        if (wants(LearnStep::Classifiers)) {
            m_classifiers = learning::trainClassifiers(m_faces, m_progress, m_stop);
            m_classifiers.save(m_folder);
        } else {
            m_classifiers = learning::Classifiers::load(m_folder);
        }
        if (wants(LearnStep::Directions)) {
            m_model.directions = learning::DirectionLearning(m_model, m_faces, m_classifiers, m_progress, m_stop).run();
            latent::saveDirections(m_model.directions, m_output, /*overwrite=*/true);
        }
        if (wants(LearnStep::Moves)) {
            m_model.moveSpace = learning::learnMoveSpace(m_model, m_faces, m_classifiers, m_progress, m_stop);
            saveMoves();
        }
        if (wants(LearnStep::Strengths)) {
            m_model.moveSpace = moves();
            learning::learnStrengths(m_model, m_faces, m_classifiers, m_progress, m_stop);
            saveMoves();
        }
        if (wants(LearnStep::Figures)) {
            judge();
        }
    }

 private:
    std::filesystem::path movesFile() const { return m_folder / "moves.safetensors"; }
    latent::MoveSpace moves() const {
        return latent::loadMoveSpace(movesFile(), m_model.hash, m_model.runtime->architecture());
    }
    void saveMoves() const { latent::saveMoveSpace(m_model.moveSpace, movesFile(), /*overwrite=*/true); }

    void judge() {
        m_model.directions = latent::loadDirections(m_output, m_model.hash, m_model.runtime->architecture());
        m_model.moveSpace = moves();
        learning::judgeMoves(m_model, m_faces, m_classifiers, JudgedFaces, m_progress, m_stop);
        latent::saveDirections(m_model.directions, m_output, /*overwrite=*/true);
    }

    LoadedModel& m_model;
    const learning::LabelledFaces& m_faces;
    std::filesystem::path m_output;
    std::filesystem::path m_folder;
    const Progress& m_progress;
    std::stop_token m_stop;
    learning::Classifiers m_classifiers;
};

std::vector<LearntAttribute> summary(const latent::AttributeDirections& directions,
                                     const learning::LabelledFaces& faces) {
    const auto labels = faces.attributeLabels(
        torch::cat({faces.training().labels, faces.calibration().labels, faces.reporting().labels}));
    std::vector<LearntAttribute> result;
    for (const auto& name : faces.names()) {
        const auto column = labels.select(1, static_cast<std::int64_t>(result.size()));
        LearntAttribute learnt{name, (column == 1).sum().item<int>(), (column == 0).sum().item<int>()};
        for (const auto& d : directions.directions) {
            if (d.name == name) {
                learnt.auc = d.auc;
                learnt.hit = d.hit;
                learnt.leak = d.leak;
                learnt.worstLeak = d.worstLeak;
            }
        }
        result.push_back(learnt);
    }
    return result;
}

}  // namespace

std::vector<LearntAttribute> learn(const LearnFromLabels& source, const EngineOptions& options,
                                   const std::filesystem::path& output, const Progress& progress,
                                   std::stop_token stop) {
    auto model = loadModel(options);
    const train::LabelTable table(source.labels);
    const int side = static_cast<int>(model.runtime->architecture().image);
    const learning::LabelledFaces faces(table, learning::readFaces(table, source.images, side, progress, stop));
    LabelledLearning(model, faces, output, progress, stop).run(source.step);
    return summary(model.directions, faces);
}

std::vector<LearntAttribute> learn(const LearnFromPhotos& source, const EngineOptions& options,
                                   const std::filesystem::path& output, const Progress& progress,
                                   std::stop_token stop) {
    const auto model = loadModel(options);
    const auto [directions, summary] = learning::learnFromPhotos(model, source, progress, stop);
    latent::saveDirections(directions, output, /*overwrite=*/true);
    return {summary};
}

void renameAttribute(const std::filesystem::path& file, const std::string& name) {
    latent::renameOnlyDirection(file, name);
}

void learn(const LearnMasks& masks, const std::filesystem::path& output, const Progress& progress,
           const std::stop_token& stop) {
    const train::LabelTable table(masks.source.labels);
    const auto faces = learning::readFaces(table, masks.source.images, latent::AttributeSupports::Side, progress, stop);
    latent::saveSupports(learning::learnSupports(table, faces), output, /*overwrite=*/true);
}

}  // namespace facet
