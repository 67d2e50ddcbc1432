// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/learning/MoveTrial.h"

#include "engine/flow/Dequantise.h"

#include <algorithm>

namespace facet::learning {

using torch::Tensor;

MoveTrial::MoveTrial(const LoadedModel& model, const LabelledFaces& knowledge, const Tensor& pictures,
                     std::shared_ptr<train::AttributeJudge> judge)
    : m_model(model),
      m_knowledge(knowledge),
      m_judge([judge = std::move(judge)](const Tensor& x) { return judge->score(x); }),
      m_pictures(flow::fromLevels(pictures)),
      m_logits(m_judge(m_pictures)) {
    if (!model.moveSpace.isEmpty()) {
        m_move.emplace(runtime::makeDecodeSlopes(*model.flow, model.computing), model.moveSpace,
                       train::meanLogits(model.guides), knowledge.protectedBeside(-1));
    }
}

const latent::Direction* MoveTrial::directionOf(std::int64_t attribute) const {
    const auto name = m_knowledge.names()[static_cast<std::size_t>(attribute)];
    const auto& all = m_model.directions.directions;
    const auto found = std::find_if(all.begin(), all.end(), [&](const auto& d) { return d.name == name; });
    return found == all.end() ? nullptr : &*found;
}

bool MoveTrial::knows(std::int64_t attribute) const {
    return m_move.has_value() || directionOf(attribute) != nullptr;
}

latent::TrialFaces MoveTrial::faces(std::int64_t attribute, int side, std::int64_t count) const {
    const auto rows = m_knowledge.rowsToJudge(m_logits, attribute, -side).slice(0, 0, count);
    return {*m_model.runtime, m_pictures.index_select(0, rows)};
}

Tensor MoveTrial::moves(const Tensor& latents, std::int64_t attribute, int sign, const std::stop_token& stop) const {
    if (m_move) {
        return m_model.moveSpace.toLatents(m_move->find(latents, attribute, sign, {}, stop));
    }
    const auto one = directionOf(attribute)->delta * sign;
    return torch::stack({one, 2 * one}).expand({latents.size(0), 2, -1});
}

MoveVerdict MoveTrial::run(std::int64_t attribute, int sign, std::int64_t count, const std::stop_token& stop) const {
    const auto trial = faces(attribute, -sign, count);
    MoveVerdict verdict;
    verdict.faces = trial.count();
    if (verdict.faces == 0) {
        return verdict;
    }
    const auto found = moves(trial.latents(), attribute, sign, stop);
    verdict.atOne =
        latent::judged(trial, found.select(1, 0), m_judge, attribute, m_knowledge.protectedBeside(attribute));
    verdict.atOne.hit = sign > 0 ? verdict.atOne.hit : 1 - verdict.atOne.hit;
    verdict.explodedAtTwo = trial.moved(found.select(1, 1)).exploded;
    return verdict;
}

std::int64_t MoveTrial::explodedOnTheirSide(std::int64_t attribute, int sign, std::int64_t count,
                                            const std::stop_token& stop) const {
    const auto trial = faces(attribute, sign, count);
    if (trial.count() == 0) {
        return 0;
    }
    const auto found = moves(trial.latents(), attribute, sign, stop);
    return trial.moved(found.select(1, 0)).exploded + trial.moved(found.select(1, 1)).exploded;
}

}  // namespace facet::learning
