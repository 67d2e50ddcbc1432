// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/LoadedModel.h"
#include "engine/latent/DirectionCalibration.h"
#include "engine/latent/DirectionFit.h"
#include "engine/learning/FaceSet.h"
#include "engine/train/AttributeJudge.h"

#include <map>
#include <memory>
#include <string>
#include <vector>

namespace facet::learning {

/// Learns directions for all attributes of a table at once, by several methods, and keeps the best one.
///
/// Three groups of faces that never mix: training faces (the fits, both classifiers), held-out faces of even rank
/// (calibration), held-out faces of odd rank (the figures that are reported). Two classifiers: the guide, which
/// calibrates, and the judge, which only reports.
class LabelledLearning {
 public:
    LabelledLearning(const LoadedModel& model, const train::LabelTable& table, FaceSet faces, Progress progress,
                     std::stop_token stop);

    /// The best method's directions, judged. Their provenance names the data, the counts, and every method's figures.
    latent::AttributeDirections run();
    /// For learning from folders later; trained by run().
    const train::AttributeJudge& judge() const { return *m_judge; }
    std::vector<LearntAttribute> summary() const { return m_summary; }

 private:
    using Deltas = std::vector<torch::Tensor>;  // one [d] an attribute, in knownAttributes()' order
    struct Candidate {
        Deltas deltas;
        std::vector<latent::Verdict> verdicts;
        double quality = 0;  // mean of hit − worst leak
    };

    void trainClassifiers();
    latent::LatentStatistics collectStatistics();
    std::map<std::string, Deltas> fits(const latent::LatentStatistics& statistics) const;
    Deltas inOrder(const torch::Tensor& coefficients) const;
    Deltas calibrated(const Deltas& deltas, const std::string& method);
    Deltas corrected(const Deltas& deltas);
    Candidate judgedCandidate(Deltas deltas, const std::string& method);
    std::vector<double> areasUnderCurve(const Deltas& deltas);
    torch::Tensor attributeLabels(const torch::Tensor& rows) const;
    const latent::TrialFaces& trialFaces(std::int64_t attribute);
    const latent::TrialFaces& judgedFaces(std::int64_t attribute);
    std::vector<std::int64_t> protectedBeside(std::int64_t attribute) const;
    latent::AttributeDirections assemble(const std::string& method, const Candidate& best,
                                         const std::map<std::string, Candidate>& all);

    const LoadedModel& m_model;
    const train::LabelTable& m_table;
    Progress m_progress;
    std::stop_token m_stop;
    FaceSet m_training;
    FaceSet m_calibration;
    FaceSet m_reporting;
    torch::Tensor m_columns;  // index of every known attribute's column
    torch::Tensor m_signs;    // −1 where the column says the opposite
    std::vector<std::int64_t> m_protected;
    std::shared_ptr<train::AttributeJudge> m_guide;
    std::shared_ptr<train::AttributeJudge> m_judge;
    std::map<std::int64_t, latent::TrialFaces> m_trialFaces;
    std::map<std::int64_t, latent::TrialFaces> m_judgedFaces;
    std::vector<LearntAttribute> m_summary;
};

}  // namespace facet::learning
