// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/learning/DirectionLearning.h"

#include "engine/Error.h"
#include "engine/flow/Dequantise.h"
#include "engine/latent/AttributeNames.h"
#include "engine/latent/Latent.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace facet::learning {

using latent::knownAttributes;
using torch::Tensor;

namespace {

constexpr std::int64_t EncodeBatch = 32;
constexpr std::int64_t TrialCount = 16;    // faces on which a direction is calibrated
constexpr std::int64_t JudgedCount = 64;   // faces on which it is judged
constexpr std::int64_t Candidates = 1200;  // held-out faces among which they are looked for
constexpr double MostClassGaps = 3;        // how far calibration may take a difference between classes
constexpr double Lambda = 0.01;

}  // namespace

DirectionLearning::DirectionLearning(const LoadedModel& model, const LabelledFaces& faces,
                                     const Classifiers& classifiers, Progress progress, std::stop_token stop)
    : m_model(model),
      m_faces(faces),
      m_guide([mean = train::meanLogits(classifiers.guides)](const Tensor& pictures) {
          const torch::NoGradGuard noGrad;
          return mean(pictures);
      }),
      m_judge([judge = classifiers.judge](const Tensor& pictures) { return judge->score(pictures); }),
      m_progress(std::move(progress)),
      m_stop(std::move(stop)) {}

latent::LatentStatistics DirectionLearning::collectStatistics() {
    // The regression needs all labels of a face; each face comes with its mirror image.
    const auto whole = m_faces.training().where(torch::isnan(m_faces.training().labels).any(1).logical_not());
    latent::LatentStatistics statistics(whole.labels.size(1),
                                        latent::levelOffsets(m_model.runtime->architecture()).back());
    for (std::int64_t i = 0; i < whole.count(); i += EncodeBatch) {
        checkStop(m_stop);
        const auto x = flow::fromLevels(whole.pictures.slice(0, i, i + EncodeBatch));
        const auto y = whole.labels.slice(0, i, i + EncodeBatch) * 2 - 1;
        statistics.add(latent::flatten(m_model.runtime->encode(x)), y);
        statistics.add(latent::flatten(m_model.runtime->encode(x.flip(3))), y);
        m_progress("Encoding faces", static_cast<double>(i) / static_cast<double>(whole.count()));
    }
    if (statistics.count() == 0) {
        throw Error(ErrorKind::Input, "no picture has all labels, which the joint regression needs");
    }
    return statistics;
}

DirectionLearning::Deltas DirectionLearning::inOrder(const Tensor& coefficients) const {
    return m_faces.inOrder(coefficients).unbind(0);
}

std::map<std::string, DirectionLearning::Deltas> DirectionLearning::fits(const latent::LatentStatistics& s) const {
    return {{"mean difference", inOrder(s.meanDifferences())},
            {"joint ridge", inOrder(s.jointRidge(Lambda))},
            {"joint ridge, shrunk", inOrder(s.shrunkRidge(Lambda, 2))}};
}

const latent::TrialFaces& DirectionLearning::trialFaces(std::int64_t attribute) {
    if (const auto found = m_trialFaces.find(attribute); found != m_trialFaces.end()) {
        return found->second;
    }
    const auto labels = m_faces.attributeLabels(m_faces.calibration().labels);
    const auto masculine = labels.select(1, m_faces.masculine()) * 2 - 1;
    const auto fits = (labels.select(1, attribute) == 0).logical_and(ofWantedSex(attribute, masculine));
    const auto chosen = m_faces.calibration().where(fits).pictures.slice(0, 0, TrialCount);
    if (chosen.size(0) == 0) {
        throw Error(ErrorKind::Input, "no held-out face is without " + knownAttributes()[attribute].name);
    }
    return m_trialFaces.emplace(attribute, latent::TrialFaces(*m_model.runtime, flow::fromLevels(chosen)))
        .first->second;
}

const latent::TrialFaces& DirectionLearning::judgedFaces(std::int64_t attribute) {
    if (const auto found = m_judgedFaces.find(attribute); found != m_judgedFaces.end()) {
        return found->second;
    }
    const auto x = flow::fromLevels(m_faces.reporting().pictures.slice(0, 0, Candidates));
    const auto logits = m_judge(x);
    const auto rows = m_faces.rowsToJudge(logits, attribute, 1).slice(0, 0, JudgedCount);
    return m_judgedFaces.emplace(attribute, latent::TrialFaces(*m_model.runtime, x.index_select(0, rows)))
        .first->second;
}

DirectionLearning::Deltas DirectionLearning::calibrated(const Deltas& deltas, const std::string& method) {
    const auto& score = m_guide;
    const auto labels = m_faces.attributeLabels(m_faces.calibration().labels);
    const auto logits = score(flow::fromLevels(m_faces.calibration().pictures));
    Deltas result;
    for (std::int64_t a = 0; a < static_cast<std::int64_t>(deltas.size()); ++a) {
        checkStop(m_stop);
        const auto having = logits.select(1, a).masked_select(labels.select(1, a) == 1);
        const double target = having.numel() > 0 ? having.median().item<double>() : 0;
        result.push_back(deltas[a] *
                         latent::calibratedFactor(trialFaces(a), deltas[a], score, a, target, MostClassGaps));
        m_progress("Calibrating: " + method, static_cast<double>(a + 1) / static_cast<double>(deltas.size()));
    }
    return result;
}

DirectionLearning::Deltas DirectionLearning::corrected(const Deltas& deltas) {
    const auto& score = m_guide;
    Deltas result;
    for (std::int64_t a = 0; a < static_cast<std::int64_t>(deltas.size()); ++a) {
        checkStop(m_stop);
        const auto others = m_faces.protectedBeside(a);
        Deltas protectedDeltas;
        Deltas protectedAnswers;
        for (const auto p : others) {
            protectedDeltas.push_back(deltas[p]);
            protectedAnswers.push_back(latent::response(trialFaces(a), deltas[p], score));
        }
        const auto answer = latent::response(trialFaces(a), deltas[a], score);
        result.push_back(latent::withoutLeaks(deltas[a], answer, protectedDeltas, protectedAnswers, others, 0.5));
        m_progress("Cancelling leaks", static_cast<double>(a + 1) / static_cast<double>(deltas.size()));
    }
    return result;
}

DirectionLearning::Candidate DirectionLearning::judgedCandidate(Deltas deltas, const std::string& method) {
    Candidate candidate;
    candidate.deltas = std::move(deltas);
    for (std::int64_t a = 0; a < static_cast<std::int64_t>(candidate.deltas.size()); ++a) {
        checkStop(m_stop);
        candidate.verdicts.push_back(
            latent::judged(judgedFaces(a), candidate.deltas[a], m_judge, a, m_faces.protectedBeside(a)));
        candidate.quality += candidate.verdicts.back().hit - candidate.verdicts.back().leak;
        m_progress("Judging: " + method, static_cast<double>(a + 1) / static_cast<double>(candidate.deltas.size()));
    }
    candidate.quality /= static_cast<double>(candidate.deltas.size());
    return candidate;
}

std::vector<double> DirectionLearning::areasUnderCurve(const Deltas& deltas) {
    const auto labels = m_faces.attributeLabels(m_faces.reporting().labels);
    std::vector<Tensor> scores;
    const auto directions = torch::stack(deltas).t();
    for (std::int64_t i = 0; i < m_faces.reporting().count(); i += EncodeBatch) {
        const auto x = flow::fromLevels(m_faces.reporting().pictures.slice(0, i, i + EncodeBatch));
        scores.push_back(latent::flatten(m_model.runtime->encode(x)).mm(directions));
    }
    const auto all = torch::cat(scores);
    std::vector<double> areas;
    for (std::int64_t a = 0; a < all.size(1); ++a) {
        areas.push_back(train::areaUnderCurve(all.select(1, a), labels.select(1, a)));
    }
    return areas;
}

latent::AttributeDirections DirectionLearning::run() {
    const auto statistics = collectStatistics();
    std::map<std::string, Candidate> candidates;
    for (auto& [method, deltas] : fits(statistics)) {
        auto scaled = calibrated(deltas, method);
        if (method == "joint ridge") {
            auto cleaned = calibrated(corrected(corrected(scaled)), "leaks cancelled");
            candidates["joint ridge, leaks cancelled"] = judgedCandidate(std::move(cleaned), "leaks cancelled");
        }
        candidates[method] = judgedCandidate(std::move(scaled), method);
    }
    const auto best = std::max_element(candidates.begin(), candidates.end(), [](const auto& a, const auto& b) {
        return a.second.quality < b.second.quality;
    });
    return assemble(best->first, best->second, candidates);
}

latent::AttributeDirections DirectionLearning::assemble(const std::string& method, const Candidate& best,
                                                        const std::map<std::string, Candidate>& all) {
    const auto areas = areasUnderCurve(best.deltas);
    latent::AttributeDirections result;
    result.modelHash = m_model.hash;
    for (std::size_t a = 0; a < best.deltas.size(); ++a) {
        const auto& attribute = knownAttributes()[a];
        const auto& verdict = best.verdicts[a];
        const std::string worst = verdict.worst < 0 ? "" : knownAttributes()[verdict.worst].name;
        result.directions.push_back(
            {attribute.name, attribute.group, best.deltas[a], areas[a], verdict.hit, verdict.leak, worst});
    }
    nlohmann::json methods;
    for (const auto& [name, candidate] : all) {
        auto& entry = methods[name];
        entry["quality"] = candidate.quality;
        for (std::size_t a = 0; a < candidate.verdicts.size(); ++a) {
            const auto& v = candidate.verdicts[a];
            entry["attributes"][knownAttributes()[a].name] = {
                {"hit", v.hit}, {"leak", v.leak}, {"exploded", v.exploded}};
        }
    }
    result.provenance = nlohmann::json{
        {"method", method},
        {"training_faces", m_faces.training().count()},
        {"calibration_faces", m_faces.calibration().count()},
        {"reporting_faces", m_faces.reporting().count()},
        {"methods",
         methods}}.dump();
    return result;
}

}  // namespace facet::learning
