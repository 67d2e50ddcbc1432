// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/flow/Dequantise.h"
#include "engine/latent/ConstrainedMove.h"
#include "engine/latent/DirectionCalibration.h"
#include "engine/learning/MoveLearning.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace facet::learning {

using torch::Tensor;

namespace {

/// The judge's verdicts on moves of reporting faces.
class MoveTrial {
 public:
    MoveTrial(const LoadedModel& model, const LabelledFaces& faces, const Classifiers& classifiers)
        : m_model(model),
          m_faces(faces),
          m_decoder(runtime::makeDecodeSlopes(*model.flow, model.computing)),
          m_move(*m_decoder, model.moveSpace, train::meanLogits(classifiers.guides), faces.protectedBeside(-1)),
          m_judge([judge = classifiers.judge](const Tensor& pictures) { return judge->score(pictures); }),
          m_pictures(flow::fromLevels(faces.reporting().pictures)),
          m_logits(m_judge(m_pictures)) {}

    /// One verdict at `sign`; hit is the share that changed its mind.
    latent::Verdict run(std::int64_t attribute, int sign, std::int64_t count, const std::stop_token& stop) const {
        const auto rows = m_faces.rowsToJudge(m_logits, attribute, sign).slice(0, 0, count);
        if (rows.numel() == 0) {
            return {};
        }
        const latent::TrialFaces trial(*m_model.runtime, m_pictures.index_select(0, rows));
        const auto atOne = m_move.find(trial.latents(), attribute, sign, {}, stop).select(1, 0);
        auto verdict = latent::judged(trial, m_model.moveSpace.toLatents(atOne), m_judge, attribute,
                                      m_faces.protectedBeside(attribute));
        verdict.hit = sign > 0 ? verdict.hit : 1 - verdict.hit;
        return verdict;
    }

 private:
    const LoadedModel& m_model;
    const LabelledFaces& m_faces;
    std::unique_ptr<runtime::DecodeSlopes> m_decoder;
    latent::ConstrainedMove m_move;
    latent::Score m_judge;
    Tensor m_pictures;
    Tensor m_logits;
};

}  // namespace

void judgeMoves(LoadedModel& model, const LabelledFaces& faces, const Classifiers& classifiers, std::int64_t count,
                const Progress& progress, const std::stop_token& stop) {
    const MoveTrial trial(model, faces, classifiers);
    const auto names = faces.names();
    auto provenance = nlohmann::json::parse(model.directions.provenance);
    auto& figures = provenance["moves"];
    figures["faces"] = count;
    for (std::size_t a = 0; a < names.size(); ++a) {
        const auto attribute = static_cast<std::int64_t>(a);
        const auto up = trial.run(attribute, 1, count, stop);
        const auto down = trial.run(attribute, -1, count, stop);
        figures["attributes"][names[a]] = {
            {"hit", up.hit},           {"leak", up.leak},           {"exploded", up.exploded},
            {"removal_hit", down.hit}, {"removal_leak", down.leak}, {"removal_exploded", down.exploded}};
        auto& directions = model.directions.directions;
        const auto known = std::find_if(directions.begin(), directions.end(),
                                        [&](const latent::Direction& d) { return d.name == names[a]; });
        if (known != directions.end()) {
            known->hit = up.hit;
            known->leak = up.leak;
            known->worstLeak = up.worst < 0 ? "" : names[static_cast<std::size_t>(up.worst)];
        }
        progress("Judging moves", static_cast<double>(a + 1) / static_cast<double>(names.size()));
    }
    model.directions.provenance = provenance.dump();
}

}  // namespace facet::learning
