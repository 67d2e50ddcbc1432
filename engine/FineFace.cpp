// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/FineFace.h"

#include "engine/FlowPictures.h"
#include "engine/face/EditSplit.h"
#include "engine/flow/Dequantise.h"

namespace facet {

using torch::Tensor;

FineKey::FineKey(const EditRecipe& whole, std::size_t ways) : recipe(whole), moves(ways) {
    recipe.mask = whole.isMaskAutomatic() ? MaskMode::Auto : MaskMode::None;
    recipe.painted = {};
}

std::vector<float> FineFace::of(const FineKey& key) const {
    const std::scoped_lock lock(m_mutex);
    return m_key == key ? m_fine : std::vector<float>();
}

void FineFace::keep(FineKey key, std::vector<float> fine) {
    const std::scoped_lock lock(m_mutex);
    m_key = std::move(key);
    m_fine = std::move(fine);
}

std::int64_t fineSide(double faceSide, const ModelDetails& details) {
    auto side = details.baseSide();
    for (auto levels = details.count(); levels > 0 && faceSide > static_cast<double>(side); --levels) {
        side *= 2;
    }
    return side;
}

std::vector<float> fineChange(const FaceEdit& edit, const Tensor& crop, const Tensor& after,
                              const std::vector<face::Reach>& reaches, const ModelDetails& details) {
    const int side = static_cast<int>(crop.size(3));
    const auto before = face::movedBy(edit, toPlanes(crop), side);
    const auto pyramid = details.pyramid(side);
    const auto fine = pyramid.decode(after, pyramid.encode(fromPlanes(before, side)).details);
    if (!flow::areSound(fine).item<bool>()) {
        return {};
    }
    return face::finer(edit, side, before, toPlanes(fine), reaches);
}

}  // namespace facet
