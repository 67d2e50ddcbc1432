// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/EditBetween.h"

#include "engine/EditReach.h"
#include "engine/FlowPictures.h"
#include "engine/face/Compositor.h"
#include "engine/face/CropSampler.h"
#include "engine/face/EditSplit.h"
#include "engine/latent/AttributeNames.h"

namespace facet {

namespace {

using torch::Tensor;

bool isPaint(const std::string& attribute) {
    return face::isPaint(placeOf(attribute));
}

/// What is known of the photo, where masks follow from it.
const face::FaceParts* partsOf(const GlowFace& face, const EditRecipe& recipe) {
    return isMaskedByPhoto(face, recipe) ? &*face.parts() : nullptr;
}

}  // namespace

bool isMaskedByPhoto(const GlowFace& face, const EditRecipe& recipe) {
    return face.parts() && recipe.isMaskAutomatic();
}

FaceEdit noEdit(const GlowFace& face, const EditRecipe& recipe) {
    FaceEdit edit;
    edit.alignment = face.alignment();
    edit.mask = recipe.mask;
    edit.painted = recipe.painted;
    return edit;
}

Tensor withoutDrift(const GlowFace& face, const Tensor& before, const Tensor& after, const EditRecipe& recipe,
                    const latent::AttributeSupports& supports) {
    const int side = static_cast<int>(before.size(3));
    const auto reaches = reachesOf(recipe, supports);
    return fromPlanes(face::withoutDrift(toPlanes(before), toPlanes(after), side, reaches, partsOf(face, recipe)),
                      side);
}

FaceEdit editBetween(const GlowFace& face, const DecodedFace& decoded, const EditRecipe& recipe,
                     const latent::AttributeSupports& supports) {
    FaceEdit edit = noEdit(face, recipe);
    const auto reaches = reachesOf(recipe, supports);
    const face::FaceParts* parts = partsOf(face, recipe);
    edit.side = static_cast<int>(decoded.before.size(3));
    if (parts != nullptr) {
        face::shape(edit, *parts, reaches);
    }
    const auto planes = [](const Tensor& picture) {
        return picture.defined() ? toPlanes(picture) : std::vector<float>();
    };
    face::Decoded all{planes(decoded.before), planes(decoded.after), planes(decoded.moving)};
    for (const auto& [attribute, picture] : decoded.painted) {
        all.painted[placeOf(attribute)] = planes(picture);
    }
    face::split(edit, all, reaches, parts);
    return edit;
}

std::optional<EditRecipe> partThatMoves(const EditRecipe& recipe) {
    EditRecipe part = recipe;
    const auto left = std::erase_if(
        part.amounts, [](const auto& entry) { return entry.second != 0 && !latent::reachOf(entry.first).moves; });
    return left == 0 || part.isIdentity() ? std::nullopt : std::optional(part);
}

std::optional<EditRecipe> partOfHair(const EditRecipe& recipe) {
    EditRecipe part = recipe;
    part.mix = {};
    std::erase_if(part.amounts, [](const auto& entry) {
        const auto may = latent::reachOf(entry.first);
        return !may.hair || may.face;
    });
    return part.isIdentity() ? std::nullopt : std::optional(part);
}

std::vector<EditRecipe> paintsOf(const EditRecipe& recipe) {
    std::vector<EditRecipe> paints;
    for (const auto& [attribute, amount] : recipe.amounts) {
        if (amount != 0 && isPaint(attribute)) {
            paints.push_back(recipe);
            paints.back().amounts = {{attribute, amount}};
            paints.back().mix = {};
        }
    }
    return paints;
}

EditRecipe withoutPaint(const EditRecipe& recipe) {
    EditRecipe rest = recipe;
    std::erase_if(rest.amounts, [](const auto& entry) { return isPaint(entry.first); });
    return rest;
}

latent::Showing showingOf(const GlowFace& face, const std::string& attribute, int sign,
                          const latent::AttributeSupports& supports, int side) {
    EditRecipe alone;
    alone.amounts[attribute] = sign;
    const auto shares = face::shownShares(*face.parts(), reachesOf(alone, supports), side);
    const auto crop = Alignment::wholePicture(side, side);
    const auto composed = [&face, &supports, attribute, alone, crop, side](const Tensor& before, const Tensor& after) {
        if (torch::equal(before, after)) {
            return before;  // nothing is painted on a face that does not move
        }
        const Image photo = toImage(before[0]);
        const auto steady = withoutDrift(face, before, after, alone, supports);
        const DecodedFace decoded =
            isPaint(attribute) ? DecodedFace{before, before, {}, {{attribute, steady}}} : DecodedFace{before, steady};
        auto edit = editBetween(face, decoded, alone, supports);
        edit.alignment = crop;
        return fromPlanes(face::sampleCrop(face::composite(photo, 1, photo.bounds(), {edit}), crop, side), side);
    };
    return {torch::tensor(shares).view({1, 1, side, side}), composed};
}

}  // namespace facet
