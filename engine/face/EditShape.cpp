// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/face/EditShape.h"

#include "engine/face/EditMasks.h"
#include "engine/face/FaceRegions.h"
#include "engine/face/Planes.h"
#include "engine/face/WiderHair.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>

namespace facet::face {
namespace {

/// How far hair is open: towards the crop's border less, but where an edit of a larger crop goes on from there.
cv::Mat openedHair(const FaceParts& parts, const std::vector<Reach>& reaches) {
    const int side = FaceParts::Side;
    const cv::Mat fade = matOf(parts.fade, side);
    if (!parts.wider) {
        return unionOf(reaches, side, [](const Reach& reach) { return reach.hair; }).mul(fade);
    }
    const cv::Mat others =
        unionOf(reaches, side, [](const Reach& reach) { return reach.hair && reach.face; }).mul(fade);
    const auto seam = mapOfCrop(side, [](Point p, int) { return seamAt(p); });
    const cv::Mat own = unionOf(reaches, side, isOfHair).mul(matOf(seam, side));
    return cv::max(others, own);
}

}  // namespace

float blackeningOf(const std::vector<Reach>& reaches) {
    float most = 0;
    for (const Reach& reach : reaches) {
        most = std::max(most, reach.blackens);
    }
    return most;
}

void shape(FaceEdit& edit, const FaceParts& parts, const std::vector<Reach>& reaches) {
    const int side = FaceParts::Side;
    const cv::Mat onFace =
        unionOf(reaches, side, [](const Reach& reach) { return reach.face && reach.place != Place::Lips; });
    const cv::Mat onLips = unionOf(reaches, side, [](const Reach& reach) { return reach.place == Place::Lips; });
    const cv::Mat onHair = openedHair(parts, reaches);
    edit.where.side = side;
    edit.where.maps.resize(parts.head.size());
    for (std::size_t i = 0; i < edit.where.maps.size(); ++i) {
        const float face = onFace.ptr<float>()[i / 4];
        const float hair = onHair.ptr<float>()[i / 4];
        const float lips = onLips.ptr<float>()[i / 4];
        // The face is what of the head is not hair.
        edit.where.maps[i] = face * parts.head[i] + (hair - face) * parts.hair[i] + lips * parts.lips[i];
    }
}

std::vector<float> shownShares(const FaceParts& parts, const std::vector<Reach>& reaches, int side) {
    FaceEdit edit;
    shape(edit, parts, reaches);
    const cv::Mat shares = sharesOf(edit.where.maps, parts, side);
    return {shares.ptr<float>(), shares.ptr<float>() + shares.total()};
}

}  // namespace facet::face
