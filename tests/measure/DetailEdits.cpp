// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/measure/DetailEdits.h"

#include "engine/EditBetween.h"
#include "engine/EditReach.h"
#include "engine/FlowPictures.h"
#include "engine/face/Compositor.h"
#include "engine/face/EditSplit.h"
#include "engine/flow/Dequantise.h"

namespace facet::measure {
namespace {

using torch::Tensor;

/// A level's latents moved by one row of numbers [d].
flow::Eps moved(const flow::Eps& eps, const Tensor& move) {
    flow::Eps result;
    std::int64_t start = 0;
    for (const auto& part : eps) {
        result.push_back(part + move.slice(0, start, start + part.numel()).view_as(part));
        start += part.numel();
    }
    return result;
}

}  // namespace

Tensor DetailEdits::shareOf(const FaceEdit& edit, const GlowFace& face, const std::vector<face::Reach>& reaches) const {
    // Of a board of black and white pixels, whose means are all the same, finer() adds just the share.
    const auto even = torch::arange(m_side).remainder(2);
    const auto board = (even.unsqueeze(0) + even.unsqueeze(1)).remainder(2).to(torch::kFloat32);
    const auto planes = board.expand({3, m_side, m_side}).contiguous();
    const std::vector<float> picture(planes.data_ptr<float>(), planes.data_ptr<float>() + planes.numel());
    auto fine = face::finer(edit, m_side, picture, picture, reaches);
    auto share = 2 * torch::from_blob(fine.data(), {4, m_side, m_side})[3].abs();
    if (face.parts()) {
        auto shown = face::shownShares(*face.parts(), reaches, m_side);
        share = share * torch::from_blob(shown.data(), {m_side, m_side});
    }
    return share.clone();
}

DetailedEdit DetailEdits::edited(const Image& photo, const std::string& attribute,
                                 const std::vector<std::vector<Tensor>>& moves) const {
    const auto face = m_editing.encode(photo, Alignment::wholePicture(m_side, m_side));
    EditRecipe recipe;
    recipe.amounts[attribute] = 1;
    m_editing.refine(*face, recipe, {});
    const auto decoded = m_editing.decodedNow(*face);
    const auto after = withoutDrift(*face, decoded, m_editing.moved(*face, recipe).picture, recipe, m_model.supports);
    const auto reaches = reachesOf(recipe, m_model.supports);
    auto edit = editBetween(*face, {decoded, after}, recipe, m_model.supports);
    const auto written = [&] { return face::composite(photo, 1, photo.bounds(), {edit}); };

    DetailedEdit result{written(), {}, {}, shareOf(edit, *face, reaches)};
    const auto before = face::movedBy(edit, toPlanes(face->fine().crop()), m_side);
    const auto pyramid = m_model.details->pyramid(m_side);
    const auto details = pyramid.encode(fromPlanes(before, m_side)).details;
    edit.fineSide = m_side;
    for (const auto& move : moves) {
        auto latents = details;
        for (std::size_t l = 0; l < latents.size(); ++l) {
            latents[l] = moved(latents[l], move[l]);
        }
        const auto fine = pyramid.decode(after, latents);
        result.isInRange.push_back(flow::areSound(fine).item<bool>());
        if (result.isInRange.back()) {
            edit.fine = face::finer(edit, m_side, before, toPlanes(fine), reaches);
        }
        result.written.push_back(result.isInRange.back() ? written() : result.plain);
    }
    return result;
}

}  // namespace facet::measure
