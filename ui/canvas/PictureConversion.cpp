// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/PictureConversion.h"

#include <algorithm>

namespace facet::ui {

namespace {

/// Qt has no format of grey with alpha.
QImage fromGreyAlpha(const Image& image, const PixelRect& part) {
    QImage result(part.width, part.height, QImage::Format_ARGB32);
    for (int y = 0; y < part.height; ++y) {
        const auto* in = image.row<std::uint8_t>(part.y + y) + 2 * part.x;
        auto* out = reinterpret_cast<QRgb*>(result.scanLine(y));
        for (int x = 0; x < part.width; ++x, in += 2) {
            out[x] = qRgba(in[0], in[0], in[0], in[1]);
        }
    }
    return result.convertToFormat(QImage::Format_ARGB32_Premultiplied);
}

}  // namespace

QImage toQImage(const Image& image, const PixelRect& part) {
    if (image.channels() == 2) {
        return fromGreyAlpha(image, part);
    }
    const auto* first = image.row<std::uint8_t>(part.y) + part.x * image.channels();
    const auto format = image.channels() == 1   ? QImage::Format_Grayscale8
                        : image.channels() == 3 ? QImage::Format_RGB888
                                                : QImage::Format_RGBA8888;
    const QImage view(first, part.width, part.height, qsizetype(image.rowBytes()), format);
    return view.convertToFormat(image.hasAlpha() ? QImage::Format_ARGB32_Premultiplied : QImage::Format_RGB32);
}

Image fromQImage(const QImage& picture) {
    const bool alpha = picture.hasAlphaChannel();
    const QImage rows = picture.convertToFormat(alpha ? QImage::Format_RGBA8888 : QImage::Format_RGB888);
    Image result(rows.width(), rows.height(), alpha ? 4 : 3);
    for (int y = 0; y < rows.height(); ++y) {
        std::copy_n(rows.constScanLine(y), result.rowBytes(), result.row<std::uint8_t>(y));
    }
    return result;
}

}  // namespace facet::ui
