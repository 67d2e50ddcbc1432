// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/FaceEditing.h"

#include "engine/EditReach.h"
#include "engine/FaceMix.h"
#include "engine/face/CropSampler.h"
#include "engine/face/EditShape.h"
#include "engine/flow/Dequantise.h"

#include <algorithm>
#include <cstring>

namespace facet {

namespace {

using torch::Tensor;

/// Samples, 0 … 1. Held inside the range that a picture has, so that black and white do not drift.
std::vector<float> toPlanes(const Tensor& picture) {  // [1, 3, S, S], flow units
    const auto samples = (flow::toLevels(picture.clamp(-0.5, 0.5)) / 255).contiguous();
    return {samples.data_ptr<float>(), samples.data_ptr<float>() + samples.numel()};
}

/// The recipe's edit of a face of which it changes nothing.
FaceEdit noEdit(const GlowFace& face, const EditRecipe& recipe) {
    FaceEdit edit;
    edit.alignment = face.alignment();
    edit.mask = recipe.mask;
    edit.painted = recipe.painted;
    return edit;
}

/// The edit that turns what a face decodes to, `before`, into `after`, both [1, 3, S, S] in flow units: what of it the
/// recipe's attributes may change in this photo.
FaceEdit editBetween(const GlowFace& face, const Tensor& before, const Tensor& after, const EditRecipe& recipe,
                     const latent::AttributeSupports& supports) {
    FaceEdit edit = noEdit(face, recipe);
    const auto reaches = reachesOf(recipe, supports);
    const bool isAutomatic = recipe.mask == MaskMode::Auto || recipe.mask == MaskMode::Corrected;
    const face::FaceParts* parts = face.parts() && isAutomatic ? &*face.parts() : nullptr;
    edit.side = static_cast<int>(before.size(3));
    if (parts != nullptr) {
        face::shape(edit, *parts, reaches);
    }
    face::split(edit, toPlanes(before), toPlanes(after), reaches, parts);
    return edit;
}

}  // namespace

Image toImage(const Tensor& picture) {  // [3, S, S], flow units
    const auto levels = flow::toLevels(picture).nan_to_num(0).clamp(0, 255).round().to(torch::kUInt8);
    const auto interleaved = levels.permute({1, 2, 0}).contiguous();
    Image image(static_cast<int>(picture.size(2)), static_cast<int>(picture.size(1)), 3);
    std::memcpy(image.data(), interleaved.data_ptr(), image.byteCount());
    return image;
}

Tensor FaceEditing::decodedNow(const GlowFace& face) const {
    return face.handovers() == m_model.runtime->handovers() ? face.decoded() : m_model.runtime->decode(face.eps());
}

std::shared_ptr<const GlowFace> FaceEditing::encode(const Image& photo, const Alignment& alignment) const {
    const int side = static_cast<int>(m_model.runtime->architecture().image);
    auto crop = face::sampleCrop(photo, alignment, side);
    const auto levels = torch::from_blob(crop.data(), {1, 3, side, side}) * 255;
    const auto x = flow::fromLevels(levels);
    auto eps = m_model.runtime->encode(x);
    const int handovers = m_model.runtime->handovers();
    auto decoded = m_model.runtime->decode(eps);
    const auto error = (decoded - x).abs() * 256;
    const RoundTrip roundTrip{error.max().item<double>(), error.mean().item<double>()};
    std::optional<face::FaceParts> parts;
    if (const auto& hair = m_model.supports.hair; !hair.empty()) {
        parts = face::findParts(photo, alignment, {latent::AttributeSupports::Side, hair});
    }
    return std::make_shared<GlowFace>(alignment, roundTrip, std::move(eps), std::move(decoded), handovers,
                                      std::move(parts));
}

FaceEditing::Moved FaceEditing::moved(const GlowFace& face, const EditRecipe& recipe) const {
    for (double share = 1; share > 0.01; share *= 0.7) {
        EditRecipe part = recipe;
        for (auto& entry : part.amounts) {
            entry.second *= share;
        }
        part.mix.amount *= share;
        auto eps = m_mover.moved(face, part);
        if (part.mix.isActive()) {
            eps = mixedIn(eps, face.eps(), part.mix, m_model);
        }
        const auto picture = m_model.runtime->decode(eps);
        if (flow::areSound(picture).item<bool>()) {
            return {picture, share < 1};
        }
    }
    return {decodedNow(face), true};
}

FaceEdit FaceEditing::edit(const GlowFace& face, const EditRecipe& recipe) const {
    if (recipe.isIdentity()) {
        return noEdit(face, recipe);
    }
    const auto after = moved(face, recipe);
    FaceEdit edit = editBetween(face, decodedNow(face), after.picture, recipe, m_model.supports);
    edit.limited = after.limited;
    return edit;
}

}  // namespace facet
