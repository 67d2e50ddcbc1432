// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/Image.h"

#include <algorithm>
#include <cstring>
#include <stdexcept>

namespace facet {

PixelRect intersection(const PixelRect& a, const PixelRect& b) {
    const int x = std::max(a.x, b.x);
    const int y = std::max(a.y, b.y);
    const int right = std::min(a.x + a.width, b.x + b.width);
    const int bottom = std::min(a.y + a.height, b.y + b.height);
    return {x, y, std::max(0, right - x), std::max(0, bottom - y)};
}

PixelRect united(const PixelRect& a, const PixelRect& b) {
    if (a.isEmpty()) {
        return b;
    }
    const int left = std::min(a.x, b.x);
    const int top = std::min(a.y, b.y);
    return {left, top, std::max(a.x + a.width, b.x + b.width) - left, std::max(a.y + a.height, b.y + b.height) - top};
}

Image::Image(int width, int height, int channels, Depth depth)
    : m_width(width), m_height(height), m_channels(channels), m_depth(depth) {
    if (width < 1 || height < 1 || channels < 1 || channels > 4) {
        throw std::invalid_argument("an image needs a size of at least 1×1 and 1 to 4 channels");
    }
    m_bytes.resize(rowBytes() * height);
}

Image Image::cropped(const PixelRect& part) const {
    if (part.isEmpty() || intersection(part, bounds()) != part) {
        throw std::invalid_argument("a crop must lie inside its image");
    }
    Image result(part.width, part.height, m_channels, m_depth);
    const std::size_t offset = std::size_t(part.x) * m_channels * static_cast<std::size_t>(m_depth);
    for (int y = 0; y < part.height; ++y) {
        std::memcpy(result.row<std::byte>(y), row<std::byte>(part.y + y) + offset, result.rowBytes());
    }
    return result;
}

}  // namespace facet
