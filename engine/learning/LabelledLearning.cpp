// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/learning/LabelledLearning.h"

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

constexpr int Epochs = 10;
constexpr std::int64_t EncodeBatch = 32;
constexpr std::int64_t TrialCount = 16;   // faces on which a direction is calibrated
constexpr std::int64_t JudgedCount = 64;  // faces on which it is judged
constexpr double MostClassGaps = 3;       // how far calibration may take a difference between classes
constexpr double Lambda = 0.01;

const char* const ProtectedNames[] = {"masculine", "age", "glasses", "smile"};

std::vector<std::string> names() {
    std::vector<std::string> result;
    for (const auto& attribute : knownAttributes()) {
        result.push_back(attribute.name);
    }
    return result;
}

latent::Score scoreOf(const std::shared_ptr<train::AttributeJudge>& classifier) {
    return [classifier](const Tensor& pictures) { return classifier->score(pictures); };
}

/// Beards are judged on men, make-up on women: on the others the label hardly exists.
double wantedSex(const std::string& group) {
    return group == "Beard" ? 1 : group == "Makeup" ? -1 : 0;
}

}  // namespace

LabelledLearning::LabelledLearning(const LoadedModel& model, const train::LabelTable& table, FaceSet faces,
                                   Progress progress, std::stop_token stop)
    : m_model(model), m_table(table), m_progress(std::move(progress)), m_stop(std::move(stop)) {
    std::vector<std::int64_t> columns;
    std::vector<float> signs;
    for (const auto& attribute : knownAttributes()) {
        const auto& all = table.attributes();
        const auto found = std::find(all.begin(), all.end(), attribute.column);
        if (found == all.end()) {
            throw Error(ErrorKind::Input, "the table of labels has no column \"" + attribute.column + "\"");
        }
        columns.push_back(found - all.begin());
        signs.push_back(attribute.negated ? -1.0F : 1.0F);
    }
    m_columns = torch::tensor(columns);
    m_signs = torch::tensor(signs);
    const auto rank = faces.heldOut.cumsum(0);
    m_training = faces.where(faces.heldOut.logical_not());
    m_calibration = faces.where(faces.heldOut.logical_and(rank % 2 == 0));
    m_reporting = faces.where(faces.heldOut.logical_and(rank % 2 == 1));
    const auto all = names();
    for (const char* name : ProtectedNames) {
        m_protected.push_back(std::find(all.begin(), all.end(), name) - all.begin());
    }
}

Tensor LabelledLearning::attributeLabels(const Tensor& rows) const {
    const auto labels = rows.index_select(1, m_columns);
    return torch::where(m_signs < 0, 1 - labels, labels);
}

void LabelledLearning::trainClassifiers() {
    const train::LabelledPictures data{m_training.pictures, attributeLabels(m_training.labels)};
    torch::manual_seed(1);
    m_guide = std::make_shared<train::AttributeJudge>(names(), 24, 3);
    train::trainJudge(
        *m_guide, data, Epochs, 1, [this](double share) { m_progress("Training the guide", share); }, m_stop);
    torch::manual_seed(2);
    m_judge = std::make_shared<train::AttributeJudge>(names(), 32, 5);
    train::trainJudge(
        *m_judge, data, Epochs, 2, [this](double share) { m_progress("Training the judge", share); }, m_stop);
}

latent::LatentStatistics LabelledLearning::collectStatistics() {
    // The regression needs all labels of a face; each face comes with its mirror image.
    const auto whole = m_training.where(torch::isnan(m_training.labels).any(1).logical_not());
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

LabelledLearning::Deltas LabelledLearning::inOrder(const Tensor& coefficients) const {
    return (coefficients.index_select(0, m_columns) * m_signs.unsqueeze(1)).unbind(0);
}

std::map<std::string, LabelledLearning::Deltas> LabelledLearning::fits(const latent::LatentStatistics& s) const {
    return {{"mean difference", inOrder(s.meanDifferences())},
            {"joint ridge", inOrder(s.jointRidge(Lambda))},
            {"joint ridge, shrunk", inOrder(s.shrunkRidge(Lambda, 2))}};
}

std::vector<std::int64_t> LabelledLearning::protectedBeside(std::int64_t attribute) const {
    std::vector<std::int64_t> others;
    for (const auto p : m_protected) {
        if (p != attribute) {
            others.push_back(p);
        }
    }
    return others;
}

const latent::TrialFaces& LabelledLearning::trialFaces(std::int64_t attribute) {
    if (const auto found = m_trialFaces.find(attribute); found != m_trialFaces.end()) {
        return found->second;
    }
    const auto labels = attributeLabels(m_calibration.labels);
    const double sex = wantedSex(knownAttributes()[attribute].group);
    auto fits = labels.select(1, attribute) == 0;
    if (sex != 0) {
        fits = fits.logical_and(labels.select(1, m_protected[0]) == (sex > 0 ? 1 : 0));
    }
    const auto chosen = m_calibration.where(fits).pictures.slice(0, 0, TrialCount);
    if (chosen.size(0) == 0) {
        throw Error(ErrorKind::Input, "no held-out face is without " + knownAttributes()[attribute].name);
    }
    return m_trialFaces.emplace(attribute, latent::TrialFaces(*m_model.runtime, flow::fromLevels(chosen)))
        .first->second;
}

const latent::TrialFaces& LabelledLearning::judgedFaces(std::int64_t attribute) {
    if (const auto found = m_judgedFaces.find(attribute); found != m_judgedFaces.end()) {
        return found->second;
    }
    const auto x = flow::fromLevels(m_reporting.pictures.slice(0, 0, 1200));
    const auto logits = m_judge->score(x);
    const double sex = wantedSex(knownAttributes()[attribute].group);
    auto fits = logits.select(1, attribute) < 0;
    if (sex != 0) {
        fits = fits.logical_and(logits.select(1, m_protected[0]) * sex > 0);
    }
    const auto rows = fits.nonzero().flatten().slice(0, 0, JudgedCount);
    return m_judgedFaces.emplace(attribute, latent::TrialFaces(*m_model.runtime, x.index_select(0, rows)))
        .first->second;
}

LabelledLearning::Deltas LabelledLearning::calibrated(const Deltas& deltas, const std::string& method) {
    const auto score = scoreOf(m_guide);
    const auto labels = attributeLabels(m_calibration.labels);
    const auto logits = score(flow::fromLevels(m_calibration.pictures));
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

LabelledLearning::Deltas LabelledLearning::corrected(const Deltas& deltas) {
    const auto score = scoreOf(m_guide);
    Deltas result;
    for (std::int64_t a = 0; a < static_cast<std::int64_t>(deltas.size()); ++a) {
        checkStop(m_stop);
        const auto others = protectedBeside(a);
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

LabelledLearning::Candidate LabelledLearning::judgedCandidate(Deltas deltas, const std::string& method) {
    Candidate candidate;
    candidate.deltas = std::move(deltas);
    for (std::int64_t a = 0; a < static_cast<std::int64_t>(candidate.deltas.size()); ++a) {
        checkStop(m_stop);
        candidate.verdicts.push_back(
            latent::judged(judgedFaces(a), candidate.deltas[a], scoreOf(m_judge), a, protectedBeside(a)));
        candidate.quality += candidate.verdicts.back().hit - candidate.verdicts.back().leak;
        m_progress("Judging: " + method, static_cast<double>(a + 1) / static_cast<double>(candidate.deltas.size()));
    }
    candidate.quality /= static_cast<double>(candidate.deltas.size());
    return candidate;
}

std::vector<double> LabelledLearning::areasUnderCurve(const Deltas& deltas) {
    const auto labels = attributeLabels(m_reporting.labels);
    std::vector<Tensor> scores;
    const auto directions = torch::stack(deltas).t();
    for (std::int64_t i = 0; i < m_reporting.count(); i += EncodeBatch) {
        const auto x = flow::fromLevels(m_reporting.pictures.slice(0, i, i + EncodeBatch));
        scores.push_back(latent::flatten(m_model.runtime->encode(x)).mm(directions));
    }
    const auto all = torch::cat(scores);
    std::vector<double> areas;
    for (std::int64_t a = 0; a < all.size(1); ++a) {
        areas.push_back(train::areaUnderCurve(all.select(1, a), labels.select(1, a)));
    }
    return areas;
}

latent::AttributeDirections LabelledLearning::run() {
    trainClassifiers();
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

latent::AttributeDirections LabelledLearning::assemble(const std::string& method, const Candidate& best,
                                                       const std::map<std::string, Candidate>& all) {
    const auto areas = areasUnderCurve(best.deltas);
    const auto labels = attributeLabels(torch::cat({m_training.labels, m_calibration.labels, m_reporting.labels}));
    latent::AttributeDirections result;
    result.modelHash = m_model.hash;
    for (std::size_t a = 0; a < best.deltas.size(); ++a) {
        const auto& attribute = knownAttributes()[a];
        const auto& verdict = best.verdicts[a];
        const auto column = labels.select(1, static_cast<std::int64_t>(a));
        const std::string worst = verdict.worst < 0 ? "" : knownAttributes()[verdict.worst].name;
        result.directions.push_back(
            {attribute.name, attribute.group, best.deltas[a], areas[a], verdict.hit, verdict.leak, worst});
        m_summary.push_back({attribute.name, (column == 1).sum().item<int>(), (column == 0).sum().item<int>(), areas[a],
                             verdict.hit, verdict.leak, worst});
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
        {"training_faces", m_training.count()},
        {"calibration_faces", m_calibration.count()},
        {"reporting_faces", m_reporting.count()},
        {"methods",
         methods}}.dump();
    return result;
}

}  // namespace facet::learning
