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
        const auto up = trial.run(attribute, 1, count, stop);
        const auto down = trial.run(attribute, -1, count, stop);
        figures["attributes"][names[a]] = {{"hit", up.written.hit},
                                           {"leak", up.written.leak},
                                           {"exploded", up.exploded},
                                           {"whole_crop", {{"hit", up.wholeCrop.hit}, {"leak", up.wholeCrop.leak}}},
                                           {"removal_hit", down.written.hit},
                                           {"removal_leak", down.written.leak},
                                           {"removal_exploded", down.exploded}};
        auto& directions = model.directions.directions;
        const auto known = std::find_if(directions.begin(), directions.end(),
                                        [&](const latent::Direction& d) { return d.name == names[a]; });
        if (known != directions.end()) {
            known->hit = up.written.hit;
            known->leak = up.written.leak;
            known->worstLeak = up.written.worst < 0 ? "" : names[static_cast<std::size_t>(up.written.worst)];
        }
        progress("Judging moves", static_cast<double>(a + 1) / static_cast<double>(names.size()));
    }
    model.directions.provenance = provenance.dump();
}

}  // namespace facet::learning
