// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/LatentMover.h"

#include "engine/latent/AttributeNames.h"
#include "engine/latent/Latent.h"

#include <algorithm>

namespace facet {

LatentMover::LatentMover(const LoadedModel& model) : m_model(model) {
    if (model.moveSpace.isEmpty()) {
        return;
    }
    std::vector<std::int64_t> kept;
    for (const char* name : latent::ProtectedNames) {
        if (const auto index = indexOf(name)) {
            kept.push_back(*index);
        }
    }
    m_move.emplace(*model.flow, model.moveSpace, train::meanLogits(model.guides), std::move(kept));
}

std::optional<std::int64_t> LatentMover::indexOf(const std::string& attribute) const {
    const auto& all = m_model.moveSpace.attributes;
    const auto found =
        std::find_if(all.begin(), all.end(), [&](const latent::AttributeScale& a) { return a.name == attribute; });
    return found == all.end() ? std::nullopt : std::optional<std::int64_t>(found - all.begin());
}

flow::Eps LatentMover::moved(const GlowFace& face, const Amounts& amounts) const {
    Amounts alike;  // moved as every face is
    torch::Tensor coordinates;
    for (const auto& [name, amount] : amounts) {
        const auto path = face.moves().path(name);
        if (amount == 0 || !path.reaches(amount)) {
            alike[name] = amount;
            continue;
        }
        const auto own = path.at(amount);
        coordinates = coordinates.defined() ? coordinates + own : own;
    }
    const auto& architecture = m_model.runtime->architecture();
    auto eps = m_model.directions.apply(face.eps(), alike, architecture);
    if (!coordinates.defined()) {
        return eps;
    }
    const auto move = m_model.moveSpace.toLatents(coordinates.unsqueeze(0));
    return latent::unflatten(latent::flatten(eps) + move, architecture);
}

bool LatentMover::find(const GlowFace& face, const Amounts& amounts, const std::stop_token& stop) const {
    const std::scoped_lock lock(m_finding);
    bool found = false;
    for (const auto& [name, amount] : amounts) {
        const auto index = indexOf(name);
        if (!m_move || !index || face.moves().path(name).reaches(amount)) {
            continue;
        }
        const int sign = amount < 0 ? -1 : 1;
        face.moves().add(name, sign, m_move->find(latent::flatten(face.eps()), *index, sign, stop)[0]);
        found = true;
    }
    return found;
}

}  // namespace facet
