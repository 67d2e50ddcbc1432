// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace facet {

/// SHA-256 (FIPS 180-4), in parts. LibTorch has none, and the engine builds with LibTorch alone.
class Sha256 {
 public:
    void add(const void* data, std::size_t size);
    /// 64 hexadecimal digits. Nothing is to be added after it.
    std::string finish();

 private:
    void compress(const std::uint8_t* block);

    std::array<std::uint32_t, 8> m_state = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                                            0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
    std::array<std::uint8_t, 64> m_block{};
    std::size_t m_filled = 0;
    std::uint64_t m_bytes = 0;
};

/// Of all bytes at once.
std::string sha256(std::string_view bytes);

}  // namespace facet
