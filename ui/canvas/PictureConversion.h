// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/Image.h"

#include <QImage>

namespace facet::ui {

/// A copy of a part of an 8-bit picture in the format that is painted fastest.
QImage toQImage(const Image& image, const PixelRect& part);

/// RGB, or RGBA where the picture has an alpha channel; 8 bit.
Image fromQImage(const QImage& picture);

}  // namespace facet::ui
