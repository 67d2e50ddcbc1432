// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/FaceEngine.h"

#include <vector>

namespace facet::face {

/// output = photo + mask · warp(decode(edited) − decode(original)): the residual composite.
///
/// `level` is the photo resampled to `scale` times its size; `region` the part of it that is wanted. A sample that
/// no edit touches (outside of the mask, or with a difference that rounds to 0) is copied bit for bit; alpha always
/// is. Grey photos take the difference's luma. See FaceEngine::composite.
Image composite(const Image& level, double scale, const PixelRect& region, const std::vector<FaceEdit>& edits);

/// How much of the edit each pixel takes, see FaceEngine::maskOf.
Image maskOf(const Image& level, double scale, const PixelRect& region, const FaceEdit& edit);

/// The weight of the edit at a place of the crop, 0 … 1: 1 over the face, falling smoothly to exactly 0 at the border
/// of the mask and everywhere beyond it. For an edit that has no map of its face; corrections have the whole crop.
double maskWeight(MaskMode mode, Point inCrop);

}  // namespace facet::face
