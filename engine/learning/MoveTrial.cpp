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

std::shared_ptr<const GlowFace> MoveTrial::encoded(const Image& photo) const {
    return m_editing.encode(photo, Alignment::wholePicture(photo.width(), photo.height()));
}

MoveTrial::Edited MoveTrial::edited(const Tensor& picture, const std::string& attribute, int sign,
                                    const std::stop_token& stop) const {
    const int side = static_cast<int>(picture.size(2));
    const Image photo = toImage(picture);
    const auto face = encoded(photo);
    EditRecipe recipe;
    recipe.amounts[attribute] = sign;
    m_editing.refine(*face, recipe, stop);
    const auto withMask = [&](MaskMode mask) {
        recipe.mask = mask;
        return m_editing.edit(*face, recipe);
    };
    const auto written = withMask(MaskMode::Auto);
    const auto wholeCrop = withMask(MaskMode::None);
    const auto resultOf = [&](const FaceEdit& edit) {
        return wholePicture(face::composite(photo, 1, photo.bounds(), {edit}), side);
    };
    recipe.amounts[attribute] = 2 * sign;
    const bool explodes = written.limited || m_editing.moved(*face, recipe).limited;
    return {resultOf(written), resultOf(wholeCrop), explodes};
}

std::vector<MoveTrial::Edited> MoveTrial::editedFaces(const Tensor& rows, std::int64_t attribute, int sign,
                                                      const std::stop_token& stop) const {
    const auto name = m_knowledge.names()[static_cast<std::size_t>(attribute)];
    std::vector<Edited> faces;
    for (std::int64_t i = 0; i < rows.size(0); ++i) {
        faces.push_back(edited(m_pictures[rows[i].item<std::int64_t>()], name, sign, stop));
    }
    return faces;
}

MoveVerdict MoveTrial::run(std::int64_t attribute, int sign, std::int64_t count, const std::stop_token& stop) const {
    const auto rows = rowsOn(attribute, -sign, count);
    MoveVerdict verdict;
    verdict.faces = rows.size(0);
    if (verdict.faces == 0) {
        return verdict;
    }
    const auto faces = editedFaces(rows, attribute, sign, stop);
    const auto before = m_logits.index_select(0, rows);
    const auto beside = m_knowledge.protectedBeside(attribute);
    const auto seenIn = [&](Tensor Edited::*picture) {
        std::vector<Tensor> pictures;
        for (const auto& face : faces) {
            pictures.push_back(flow::fromLevels(face.*picture));
        }
        return m_judge->features(torch::stack(pictures));
    };
    const auto judged = [&](const Tensor& features) {
        auto result = latent::verdictOn(before, m_judge->logitsOf(features), attribute, beside);
        result.hit = sign > 0 ? result.hit : 1 - result.hit;
        return result;
    };
    const auto written = seenIn(&Edited::written);
    verdict.written = judged(written);
    verdict.wholeCrop = judged(seenIn(&Edited::wholeCrop));
    verdict.identity = identityOf(rows, written, attribute);
    verdict.exploded = explosions(faces);
    return verdict;
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

std::int64_t MoveTrial::explodedOnTheirSide(std::int64_t attribute, int sign, std::int64_t count,
                                            const std::stop_token& stop) const {
    return explosions(editedFaces(rowsOn(attribute, sign, count), attribute, sign, stop));
}

std::int64_t MoveTrial::explosions(const std::vector<Edited>& faces) {
    return std::count_if(faces.begin(), faces.end(), [](const Edited& face) { return face.exploded; });
}

std::vector<Image> MoveTrial::sheet(std::int64_t attribute, std::int64_t count, const std::stop_token& stop) const {
    const auto name = m_knowledge.names()[static_cast<std::size_t>(attribute)];
    std::vector<Image> pictures;
    for (std::int64_t i = 0; i < std::min(count, m_pictures.size(0)); ++i) {
        const Image photo = toImage(m_pictures[i]);
        const auto face = encoded(photo);
        for (const int amount : {-2, -1, 0, 1, 2}) {
            EditRecipe recipe;
            recipe.amounts[name] = amount;
            m_editing.refine(*face, recipe, stop);
            pictures.push_back(face::composite(photo, 1, photo.bounds(), {m_editing.edit(*face, recipe)}));
        }
    }
    return pictures;
}

}  // namespace facet::learning
