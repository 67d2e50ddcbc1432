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

}  // namespace facet::face
