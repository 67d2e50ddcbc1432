// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/Image.h"

#include <algorithm>
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
    if (part == bounds()) {
        return *this;
    }
    Image result;  // of nothing that would have to be set to 0 first
    result.m_width = part.width;
    result.m_height = part.height;
    result.m_channels = m_channels;
    result.m_depth = m_depth;
    result.m_bytes.reserve(result.rowBytes() * part.height);
    const std::size_t offset = std::size_t(part.x) * m_channels * static_cast<std::size_t>(m_depth);
    for (int y = part.y; y < part.y + part.height; ++y) {
        const auto* from = row<std::byte>(y) + offset;
        result.m_bytes.insert(result.m_bytes.end(), from, from + result.rowBytes());
    }
    return result;
}

}  // namespace facet
