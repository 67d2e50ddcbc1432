// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/ModelImport.h"

#include "engine/Error.h"
#include "engine/model/GlowModel.h"

#include <nlohmann/json.hpp>

#include <fstream>

namespace facet {

void importModel(const std::filesystem::path& weights, const std::filesystem::path& card,
                 const std::filesystem::path& output, bool overwrite) {
    auto model = model::loadGlowModel(weights);
    std::ifstream stream(card);
    const auto json = nlohmann::json::parse(stream, nullptr, /*allow_exceptions=*/false);
    if (!json.is_object() || !json.contains("name") || !json.contains("licence")) {
        throw Error(ErrorKind::Input, card.string() + ": a card is a JSON object with at least a name and a licence");
    }
    model.card = json.dump();
    model::saveGlowModel(model, output, overwrite);
}

}  // namespace facet
