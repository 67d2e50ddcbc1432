// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/learning/MoveTrial.h"

#include "engine/face/Compositor.h"
#include "engine/flow/Dequantise.h"
#include "engine/learning/TrainingPictures.h"

#include <algorithm>

namespace facet::learning {

using torch::Tensor;

MoveTrial::MoveTrial(const LoadedModel& model, const LabelledFaces& knowledge, const Tensor& pictures,
                     std::shared_ptr<train::AttributeJudge> judge)
    : m_model(model),
      m_knowledge(knowledge),
      m_editing(model),
      m_judge(std::move(judge)),
      m_pictures(flow::fromLevels(pictures)) {
    train::freeze({m_judge});
    m_features = m_judge->features(m_pictures);
    m_logits = m_judge->logitsOf(m_features);
}

bool MoveTrial::knows(std::int64_t attribute) const {
    const auto name = m_knowledge.names()[static_cast<std::size_t>(attribute)];
    const auto& all = m_model.directions.directions;
    return !m_model.moveSpace.isEmpty() ||
           std::any_of(all.begin(), all.end(), [&](const auto& d) { return d.name == name; });
}

Tensor MoveTrial::rowsOn(std::int64_t attribute, int side, std::int64_t count) const {
    return m_knowledge.rowsToJudge(m_logits, attribute, -side).slice(0, 0, count);
}

MoveTrial::Subject MoveTrial::subject(std::int64_t row) const {
    Subject all{toImage(m_pictures[row]), nullptr, {}};
    all.face = m_editing.encode(all.photo, Alignment::wholePicture(all.photo.width(), all.photo.height()));
    return all;
}

void MoveTrial::ask(Subject& subject, std::int64_t attribute, int amount, const std::stop_token& stop) const {
    subject.recipe.amounts[m_knowledge.names()[static_cast<std::size_t>(attribute)]] = amount;
    m_editing.refine(*subject.face, subject.recipe, stop);
}

MoveTrial::Subject MoveTrial::asked(std::int64_t row, std::int64_t attribute, int amount,
                                    const std::stop_token& stop) const {
    auto all = subject(row);
    ask(all, attribute, amount, stop);
    return all;
}

Image MoveTrial::written(const Subject& subject) const {
    const auto& [photo, face, recipe] = subject;
    return face::composite(photo, 1, photo.bounds(), {m_editing.edit(*face, recipe)});
}

Tensor MoveTrial::writtenPicture(const Subject& subject) const {
    return wholePicture(written(subject), subject.photo.width());
}

Extremes MoveTrial::extremesOf(Subject subject) const {
    const auto before = wholePicture(subject.photo, subject.photo.width());
    const auto isAtAnEnd = [](const Tensor& samples) { return (samples == 0).logical_or(samples == 255); };
    Extremes result;
    for (const int factor : {1, 2}) {
        subject.recipe = subject.recipe.scaled(factor);
        const auto edit = m_editing.edit(*subject.face, subject.recipe);
        const auto after =
            wholePicture(face::composite(subject.photo, 1, subject.photo.bounds(), {edit}), subject.photo.width());
        const auto isNew = isAtAnEnd(after).logical_and(isAtAnEnd(before).logical_not());
        result.add({edit.limited, isNew.to(torch::kFloat64).mean().item<double>()});
    }
    return result;
}

MoveTrial::Edited MoveTrial::edited(Subject subject, MaskMode mask, const std::stop_token& stop) const {
    subject.recipe.mask = mask;
    m_editing.refine(*subject.face, subject.recipe, stop);
    return {writtenPicture(subject), extremesOf(subject)};
}

latent::Verdict MoveTrial::ofWritten(std::int64_t attribute, int sign, MaskMode mask, std::int64_t count,
                                     const std::stop_token& stop) const {
    const auto rows = rowsOn(attribute, -sign, count);
    if (rows.size(0) == 0) {
        return {};
    }
    std::vector<Tensor> edits;
    for (std::int64_t i = 0; i < rows.size(0); ++i) {
        auto subject = this->subject(rows[i].item<std::int64_t>());
        subject.recipe.mask = mask;
        ask(subject, attribute, sign, stop);
        edits.push_back(flow::fromLevels(writtenPicture(subject)));
    }
    return judged(rows, m_judge->features(torch::stack(edits)), attribute, sign);
}

MoveVerdict MoveTrial::run(std::int64_t attribute, int sign, std::int64_t count, const std::stop_token& stop) const {
    const auto rows = rowsOn(attribute, -sign, count);
    MoveVerdict verdict;
    verdict.faces = rows.size(0);
    if (verdict.faces == 0) {
        return verdict;
    }
    std::vector<Tensor> written;
    std::vector<Tensor> wholeCrop;
    for (std::int64_t i = 0; i < verdict.faces; ++i) {
        const auto subject = asked(rows[i].item<std::int64_t>(), attribute, sign, stop);
        const auto masked = edited(subject, MaskMode::Auto, stop);
        const auto whole = edited(subject, MaskMode::None, stop);
        written.push_back(flow::fromLevels(masked.picture));
        wholeCrop.push_back(flow::fromLevels(whole.picture));
        verdict.exploded += masked.extremes.exploded || whole.extremes.exploded ? 1 : 0;
        verdict.clipped = std::max(verdict.clipped, masked.extremes.clipped);
        verdict.wholeCropClipped = std::max(verdict.wholeCropClipped, whole.extremes.clipped);
    }
    const auto seen = m_judge->features(torch::stack(written));
    verdict.written = judged(rows, seen, attribute, sign);
    verdict.wholeCrop = judged(rows, m_judge->features(torch::stack(wholeCrop)), attribute, sign);
    verdict.identity = identityOf(rows, seen, attribute);
    return verdict;
}

latent::Verdict MoveTrial::judged(const Tensor& rows, const Tensor& edits, std::int64_t attribute, int sign) const {
    auto result = latent::verdictOn(m_logits.index_select(0, rows), m_judge->logitsOf(edits), attribute,
                                    m_knowledge.protectedBeside(attribute));
    result.hit = sign > 0 ? result.hit : 1 - result.hit;
    return result;
}

double MoveTrial::identityOf(const Tensor& rows, const Tensor& edits, std::int64_t attribute) const {
    const auto spread = m_features.std(0, /*unbiased=*/false) + 1e-6;
    const auto faces = m_features / spread;
    const auto logits = m_logits.select(1, attribute);
    // Along this differ the faces that have the attribute from the ones that have it not: an edit shall.
    auto asked = (faces - faces.mean(0)).t().mv(logits - logits.mean());
    asked = asked / (asked.norm() + 1e-6);
    const auto beside = [&](const Tensor& features) { return features - torch::outer(features.mv(asked), asked); };
    const auto distances = torch::cdist(beside(edits / spread), beside(faces));
    return (distances.argmin(1) == rows).to(torch::kFloat64).mean().item<double>();
}

std::vector<Extremes> MoveTrial::onTheirSide(std::int64_t attribute, int sign, std::int64_t count,
                                             const std::stop_token& stop) const {
    const auto rows = rowsOn(attribute, sign, count);
    std::vector<Extremes> all;
    for (std::int64_t i = 0; i < rows.size(0); ++i) {
        all.push_back(extremesOf(asked(rows[i].item<std::int64_t>(), attribute, sign, stop)));
    }
    return all;
}

std::vector<Image> MoveTrial::sheet(std::int64_t attribute, std::int64_t count, std::span<const int> amounts,
                                    const std::stop_token& stop) const {
    std::vector<Image> pictures;
    for (std::int64_t row = 0; row < std::min(count, m_pictures.size(0)); ++row) {
        auto face = subject(row);
        for (const int amount : amounts) {
            ask(face, attribute, amount, stop);
            pictures.push_back(written(face));
        }
    }
    return pictures;
}

}  // namespace facet::learning
