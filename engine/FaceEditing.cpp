// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/FaceEditing.h"

#include "engine/EditBetween.h"
#include "engine/EditLayers.h"
#include "engine/EditReach.h"
#include "engine/FaceMix.h"
#include "engine/FlowPictures.h"
#include "engine/face/CropSampler.h"
#include "engine/face/EditBeyond.h"
#include "engine/face/EditShape.h"
#include "engine/flow/Dequantise.h"

#include <algorithm>

namespace facet {

namespace {

using torch::Tensor;

/// The photo's crop at `side`, [1, 3, side, side] in flow units.
Tensor cropOf(const Image& photo, const Alignment& alignment, std::int64_t side) {
    const auto size = static_cast<int>(side);
    return fromPlanes(face::sampleCrop(photo, alignment, size), size);
}

}  // namespace

Tensor FaceEditing::decodedNow(const GlowFace& face) const {
    return face.handovers() == m_model.runtime->handovers() ? face.decoded() : m_model.runtime->decode(face.eps());
}

std::shared_ptr<const GlowFace> FaceEditing::encode(const Image& photo, const Alignment& alignment) const {
    const auto side = m_model.runtime->architecture().image;
    const auto x = cropOf(photo, alignment, side);
    auto eps = m_model.runtime->encode(x);
    const int handovers = m_model.runtime->handovers();
    auto decoded = m_model.runtime->decode(eps);
    const auto error = (decoded - x).abs() * 256;
    const RoundTrip roundTrip{error.max().item<double>(), error.mean().item<double>()};
    std::optional<face::FaceParts> parts;
    if (m_model.parts) {
        parts = face::findParts(photo, alignment, *m_model.parts);
    }
    const auto most = fineSide(alignment.side(), *m_model.details);
    return std::make_shared<GlowFace>(alignment, roundTrip, std::move(eps), std::move(decoded), handovers,
                                      std::move(parts), most > side ? cropOf(photo, alignment, most) : Tensor());
}

MovedFace FaceEditing::moved(const GlowFace& face, const EditRecipe& recipe) const {
    for (double share = 1; share > 0.01; share *= 0.7) {
        const EditRecipe part = recipe.scaled(share);
        auto eps = m_mover.moved(face, part);
        if (part.mix.isActive()) {
            eps = mixedIn(eps, face.eps(), part.mix, m_model);
        }
        const auto picture = m_model.runtime->decode(eps);
        if (flow::areSound(picture).item<bool>()) {
            return {picture, share};
        }
    }
    return {decodedNow(face), 0};
}

MovedFace FaceEditing::shown(const GlowFace& face, const EditRecipe& recipe) const {
    if (recipe.isIdentity()) {
        return {decodedNow(face)};
    }
    const ShownMoves::Key key{{recipe, face.moves().count()}, m_model.runtime->handovers()};
    if (const auto known = face.shown().of(key)) {
        return *known;
    }
    const auto result = moved(face, recipe);
    face.shown().keep(key, result);
    return result;
}

MovedFace FaceEditing::movedInPhoto(const GlowFace& face, const EditRecipe& recipe) const {
    auto layers = layersOf(face, recipe, m_model.supports, static_cast<int>(face.decoded().size(3)));
    for (EditLayer& layer : layers) {
        layer.recipe = isMaskedByPhoto(face, recipe) ? withoutPaint(layer.recipe) : layer.recipe;
    }
    MovedFace result{torch::zeros_like(face.decoded())};
    for (const EditLayer& layer : layers) {
        result.share = std::min(result.share, shown(face, layer.recipe).share);
    }
    const auto before = decodedNow(face);
    for (const EditLayer& layer : layers) {
        const auto after = shown(face, layer.recipe.scaled(result.share)).picture;
        result.picture += layer.shares * withoutDrift(face, before, after, layer.recipe, m_model.supports);
    }
    return result;
}

FaceEdit FaceEditing::editBy(const GlowFace& face, const EditRecipe& recipe, const MovedFace& after) const {
    DecodedFace decoded{decodedNow(face), after.picture};
    double share = after.share;
    const bool isMasked = isMaskedByPhoto(face, recipe);
    if (const auto moving = isMasked ? partThatMoves(recipe) : std::nullopt) {
        const auto part = movedInPhoto(face, moving->scaled(after.share));
        decoded.moving = part.picture;
        share *= part.share;
    }
    for (const EditRecipe& paint : isMasked ? paintsOf(recipe) : std::vector<EditRecipe>()) {
        const auto part = shown(face, paint);
        decoded.painted[paint.amounts.begin()->first] =
            withoutDrift(face, decoded.before, part.picture, paint, m_model.supports);
        share *= part.share;
    }
    FaceEdit edit = editBetween(face, decoded, recipe, m_model.supports);
    edit.limited = share < 1;
    return edit;
}

std::shared_ptr<const FaceEdit> FaceEditing::beyond(const GlowFace& face, const EditRecipe& recipe,
                                                    const FaceEdit& edit) const {
    const bool goesOn = isMaskedByPhoto(face, recipe) && face.parts()->wider;
    const auto hair = goesOn ? partOfHair(recipe) : std::nullopt;
    if (!hair) {
        return nullptr;
    }
    const auto reaches = reachesOf(recipe, m_model.supports);
    return face::beyondCrop(*hair == recipe ? edit : editBy(face, *hair, movedInPhoto(face, *hair)), *face.parts(),
                            reaches);
}

FaceEdit FaceEditing::edit(const GlowFace& face, const EditRecipe& recipe) const {
    if (recipe.isIdentity()) {
        return noEdit(face, recipe);
    }
    const int handovers = m_model.runtime->handovers();
    const MovedFace after = movedInPhoto(face, recipe);
    FaceEdit edit = editBy(face, recipe, after);
    edit.beyond = beyond(face, recipe.scaled(after.share), edit);
    if (handovers != m_model.runtime->handovers()) {
        return this->edit(face, recipe);  // layers of two devices differ in rounding
    }
    edit.fine = face.fine().of({recipe, face.moves().count()});
    edit.fineSide = edit.fine.empty() ? 0 : face.fine().side();
    return edit;
}

bool FaceEditing::refineDetails(const GlowFace& face, const EditRecipe& recipe) const {
    FineKey key(recipe, face.moves().count());
    const auto bare = isMaskedByPhoto(face, recipe) ? withoutPaint(recipe) : recipe;  // paint keeps the photo's texture
    const auto reaches = reachesOf(bare, m_model.supports);
    const bool adds = std::any_of(reaches.begin(), reaches.end(), [](const auto& reach) { return reach.adds; });
    if (face.fine().side() == 0 || !adds || !face.fine().of(key).empty()) {
        return false;
    }
    const auto after = movedInPhoto(face, bare);
    auto fine = fineChange(editBy(face, bare, after), face.fine().crop(), after.picture, reaches, *m_model.details);
    const bool isFound = !fine.empty();
    face.fine().keep(std::move(key), std::move(fine));
    return isFound;
}

}  // namespace facet
