// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/ModelExport.h"

#include "engine/model/GlowModel.h"

namespace facet {

void exportModel(const std::filesystem::path& model, const std::filesystem::path& output, bool overwrite) {
    const auto plain = model::withPlainMatrices(model::loadGlowModel(model::modelFileOf(model)));
    model::saveGlowModel(plain, output, overwrite, model::NetworkWeights::Float);
}

}  // namespace facet
