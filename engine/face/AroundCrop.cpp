// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/face/AroundCrop.h"

#include "engine/face/FaceRegions.h"
#include "engine/face/LevelSampler.h"

#include <algorithm>
#include <cmath>

namespace facet::face {
namespace {

/// From a face's middle, in sides of its own crop.
double distanceTo(Point inCrop) {
    return std::hypot(inCrop.x - 0.5, inCrop.y - 0.5);
}

}  // namespace

AroundCrop::AroundCrop(const FaceEdit& edit, const std::vector<FaceEdit>& all, double scale)
    : m_crop(edit.alignment.scaled(scale)) {
    if (edit.mask == MaskMode::Corrected) {
        m_corrections = edit.painted;
    }
    for (const FaceEdit& other : all) {
        if (other.alignment != edit.alignment) {
            m_others.push_back(other.alignment.scaled(scale));
        }
    }
}

float AroundCrop::leftByCorrections(Point inCrop) const {
    if (!m_corrections.picture) {
        return 1;
    }
    const Point nearest{std::clamp(inCrop.x, 0.0, 1.0), std::clamp(inCrop.y, 0.0, 1.0)};
    const auto [kept, added] = correctionAt(*m_corrections.picture, nearest);
    const bool isInside = nearest.x == inCrop.x && nearest.y == inCrop.y;
    return isInside ? kept * (1 - added) : kept;  // what is added there, the crop's own edit adds
}

float AroundCrop::shareAt(Point p) const {
    constexpr double Width = 0.4;
    const Point inCrop = m_crop.toCrop(p);
    float share = leftByCorrections(inCrop);
    for (const Alignment& other : m_others) {
        share *= smoothStep(0.5 + (distanceTo(other.toCrop(p)) - distanceTo(inCrop)) / Width);
    }
    return share;
}

}  // namespace facet::face
