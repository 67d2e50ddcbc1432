// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/LoadedModel.h"
#include "engine/latent/DirectionCalibration.h"
#include "engine/latent/DirectionFit.h"
#include "engine/learning/Classifiers.h"
#include "engine/learning/LabelledFaces.h"

#include <map>
#include <string>
#include <vector>

namespace facet::learning {

/// Learns directions for all attributes of a table at once, by several methods, and keeps the best one. The guides
/// calibrate on held-out faces, the judge reports on others.
class DirectionLearning {
 public:
    /// Keeps references.
    DirectionLearning(const LoadedModel& model, const LabelledFaces& faces, const Classifiers& classifiers,
                      Progress progress, std::stop_token stop);

    /// The best method's directions, judged. Their provenance names the data, the counts, and every method's figures.
    latent::AttributeDirections run();

 private:
    using Deltas = std::vector<torch::Tensor>;  // one [d] an attribute, in knownAttributes()' order
    struct Candidate {
        Deltas deltas;
        std::vector<latent::Verdict> verdicts;
        double quality = 0;  // mean of hit − worst leak
    };

    latent::LatentStatistics collectStatistics();
    std::map<std::string, Deltas> fits(const latent::LatentStatistics& statistics) const;
    Deltas inOrder(const torch::Tensor& coefficients) const;
    Deltas calibrated(const Deltas& deltas, const std::string& method);
    Deltas corrected(const Deltas& deltas);
    Candidate judgedCandidate(Deltas deltas, const std::string& method);
    std::vector<double> areasUnderCurve(const Deltas& deltas);
    const latent::TrialFaces& trialFaces(std::int64_t attribute);
    const latent::TrialFaces& judgedFaces(std::int64_t attribute);
    latent::AttributeDirections assemble(const std::string& method, const Candidate& best,
                                         const std::map<std::string, Candidate>& all);

    const LoadedModel& m_model;
    const LabelledFaces& m_faces;
    latent::Score m_guide;
    latent::Score m_judge;
    Progress m_progress;
    std::stop_token m_stop;
    std::map<std::int64_t, latent::TrialFaces> m_trialFaces;
    std::map<std::int64_t, latent::TrialFaces> m_judgedFaces;
};

}  // namespace facet::learning
