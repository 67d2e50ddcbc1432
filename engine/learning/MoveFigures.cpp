// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/learning/MoveLearning.h"
#include "engine/learning/MoveTrial.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace facet::learning {

void judgeMoves(LoadedModel& model, const LabelledFaces& faces, const Classifiers& classifiers, std::int64_t count,
                const Progress& progress, const std::stop_token& stop) {
    model.guides = classifiers.guides;
    const MoveTrial trial(model, faces, faces.reporting().pictures, classifiers.judge);
    const auto names = faces.names();
    auto provenance = nlohmann::json::parse(model.directions.provenance);
    auto& figures = provenance["moves"];
    figures["faces"] = count;
    for (std::size_t a = 0; a < names.size(); ++a) {
        const auto attribute = static_cast<std::int64_t>(a);
        const auto up = trial.run(attribute, 1, count, stop).atOne;
        const auto down = trial.run(attribute, -1, count, stop).atOne;
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
