// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/Geometry.h"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace facet {

/// Pixels as a value: the only pixel type that crosses folders.
///
/// Rows are tightly packed, channels interleaved in the order grey · grey+alpha · RGB · RGBA, samples in native
/// byte order and in the encoding of the file they came from (usually sRGB). Copies are deep; pass big ones as
/// `const Image&` or `shared_ptr<const Image>`.
class Image {
 public:
    enum class Depth { U8 = 1, U16 = 2 };  ///< the value is the bytes a sample takes

    Image() = default;
    /// All samples 0. Throws `std::invalid_argument` unless width, height ≥ 1 and 1 ≤ channels ≤ 4.
    Image(int width, int height, int channels, Depth depth = Depth::U8);

    int width() const { return m_width; }
    int height() const { return m_height; }
    int channels() const { return m_channels; }
    Depth depth() const { return m_depth; }
    bool isEmpty() const { return m_bytes.empty(); }
    bool hasAlpha() const { return m_channels == 2 || m_channels == 4; }
    int colourChannels() const { return m_channels - (hasAlpha() ? 1 : 0); }  ///< 1 or 3
    PixelRect bounds() const { return {0, 0, m_width, m_height}; }

    std::size_t rowBytes() const { return std::size_t(m_width) * m_channels * static_cast<std::size_t>(m_depth); }
    std::size_t byteCount() const { return m_bytes.size(); }

    std::byte* data() { return m_bytes.data(); }
    const std::byte* data() const { return m_bytes.data(); }
    /// The first sample of row y; T is uint8_t or uint16_t and must match depth().
    template <class T>
    T* row(int y) {
        return reinterpret_cast<T*>(m_bytes.data() + y * rowBytes());
    }
    template <class T>
    const T* row(int y) const {
        return reinterpret_cast<const T*>(m_bytes.data() + y * rowBytes());
    }

    /// A copy of a part. Throws `std::invalid_argument` where the part is empty or not wholly inside.
    Image cropped(const PixelRect& part) const;

    /// Same shape and the same samples, bit for bit.
    friend bool operator==(const Image&, const Image&) = default;

 private:
    int m_width = 0;
    int m_height = 0;
    int m_channels = 0;
    Depth m_depth = Depth::U8;
    std::vector<std::byte> m_bytes;
};

}  // namespace facet
