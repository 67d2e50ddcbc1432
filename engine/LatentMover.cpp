// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/LatentMover.h"

#include "engine/EditBetween.h"
#include "engine/latent/AttributeNames.h"
#include "engine/latent/Latent.h"

#include <algorithm>

namespace facet {

LatentMover::LatentMover(const LoadedModel& model) : m_model(model) {}

std::shared_ptr<const runtime::DecodeSlopes> LatentMover::decoder() const {
    if (!m_decoder) {
        m_decoder = runtime::makeDecodeSlopes(*m_model.flow, m_model.computing);
    }
    return m_decoder;
}

const latent::ConstrainedMove& LatentMover::finder(std::int64_t attribute) const {
    if (const auto known = m_finders.find(attribute); known != m_finders.end()) {
        return known->second;
    }
    auto kept = latent::keptBeside(m_model.moveSpace, latent::alongsideOf(nameOf(attribute)));
    return m_finders
        .try_emplace(attribute, decoder(), m_model.moveSpace, train::meanLogits(m_model.guides), std::move(kept))
        .first->second;
}

const TaughtMove& LatentMover::taught(std::int64_t attribute) const {
    const auto& direction = m_model.directions.directions[static_cast<std::size_t>(attribute - knownCount())];
    return m_taught.try_emplace(attribute, m_model, decoder(), *direction.score).first->second;
}

torch::Tensor LatentMover::knots(const GlowFace& face, const MoveKey& key, int sign,
                                 const std::stop_token& stop) const {
    const auto latents = latent::flatten(face.eps());
    if (key.attribute >= knownCount()) {
        return taught(key.attribute).find(latents, sign, key.locked, stop)[0];
    }
    std::optional<latent::Showing> showing;
    if (key.isMasked) {
        const auto side = static_cast<int>(m_model.runtime->architecture().image);
        showing = showingOf(face, nameOf(key.attribute), sign, m_model.supports, side);
    }
    return finder(key.attribute).find(latents, key.attribute, sign, key.locked, stop, showing)[0];
}

std::optional<std::int64_t> LatentMover::indexOf(const std::string& attribute) const {
    const auto& all = m_model.moveSpace.attributes;
    const auto found =
        std::find_if(all.begin(), all.end(), [&](const latent::AttributeScale& a) { return a.name == attribute; });
    if (found != all.end()) {
        return found - all.begin();
    }
    const auto& directions = m_model.directions.directions;
    const auto taught = std::find_if(directions.begin(), directions.end(), [&](const latent::Direction& d) {
        return d.name == attribute && d.score && TaughtMove::fits(m_model, *d.score);
    });
    return taught == directions.end() ? std::nullopt
                                      : std::optional<std::int64_t>(knownCount() + (taught - directions.begin()));
}

std::optional<MoveKey> LatentMover::keyOf(const GlowFace& face, const std::string& attribute,
                                          const EditRecipe& recipe) const {
    const auto index = indexOf(attribute);
    if (!index) {
        return std::nullopt;
    }
    MoveKey key{*index, {}, *index < knownCount() && isMaskedByPhoto(face, recipe)};
    for (const auto& name : recipe.locked) {
        if (const auto held = indexOf(name); held && held != index && *held < knownCount()) {
            key.locked.insert(*held);
        }
    }
    return key;
}

flow::Eps LatentMover::moved(const GlowFace& face, const EditRecipe& recipe) const {
    Amounts alike;  // moved as every face is
    torch::Tensor coordinates;
    for (const auto& [name, amount] : recipe.amounts) {
        const auto key = keyOf(face, name, recipe);
        const auto path = key ? face.moves().path(*key) : latent::MovePath{};
        if (amount == 0 || !path.reaches(amount)) {
            alike[name] = amount;
            continue;
        }
        const auto own = path.at(amount);
        coordinates = coordinates.defined() ? coordinates + own : own;
    }
    const auto& architecture = m_model.runtime->architecture();
    auto eps = m_model.directions.apply(face.eps(), alike, recipe.locked, architecture);
    if (!coordinates.defined()) {
        return eps;
    }
    const auto move = m_model.moveSpace.toLatents(coordinates.unsqueeze(0));
    return latent::unflatten(latent::flatten(eps) + move, architecture);
}

bool LatentMover::find(const GlowFace& face, const EditRecipe& recipe, const std::stop_token& stop) const {
    const std::scoped_lock lock(m_finding);
    bool found = false;
    for (const auto& [name, amount] : recipe.amounts) {
        const auto key = keyOf(face, name, recipe);
        if (!key || face.moves().path(*key).reaches(amount)) {
            continue;
        }
        const int sign = amount < 0 ? -1 : 1;
        face.moves().add(*key, sign, knots(face, *key, sign, stop));
        found = true;
    }
    return found;
}

}  // namespace facet
