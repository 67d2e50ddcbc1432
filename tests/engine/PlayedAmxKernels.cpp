// SPDX-License-Identifier: GPL-3.0-or-later
// The kernels for AMX with the tiles played by plain C++, for processors that have none: everything but the seven
// instructions themselves is what runs there. They do what the Intel SDM, volume 2, says of them.
#include "tests/engine/PlayedAmxKernels.h"

#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <immintrin.h>

namespace facet::test {

namespace {

constexpr int Tiles = 8;
constexpr int RowBytes = 64;

struct Tile {
    int rows = 0;  // 0: not configured
    int bytes = 0;
    alignas(64) std::uint8_t data[16][RowBytes] = {};
};

thread_local Tile tiles[Tiles];

/// The tile, if it has a shape: a processor would raise an exception.
Tile& shaped(int tile) {
    if (tiles[tile].rows == 0) {
        std::abort();
    }
    return tiles[tile];
}

float fromBfloat16(std::uint16_t value) {
    const std::uint32_t bits = static_cast<std::uint32_t>(value) << 16;
    float result = 0;
    std::memcpy(&result, &bits, sizeof result);
    return result;
}

template <class T>
T at(const Tile& tile, int row, int column) {
    T value;
    std::memcpy(&value, tile.data[row] + column * sizeof(T), sizeof value);
    return value;
}

void loadConfig(const void* shapes) {
    const auto* bytes = static_cast<const std::uint8_t*>(shapes);
    if (bytes[0] != 1) {
        std::abort();
    }
    for (int t = 0; t < Tiles; ++t) {
        tiles[t] = {};
        tiles[t].rows = bytes[48 + t];
        tiles[t].bytes = bytes[16 + 2 * t] + 256 * bytes[17 + 2 * t];
    }
}

void release() {
    for (Tile& tile : tiles) {
        tile = {};
    }
}

void zero(int tile) {
    std::memset(shaped(tile).data, 0, sizeof tiles[tile].data);
}

void load(int tile, const void* base, std::ptrdiff_t stride) {
    zero(tile);
    for (int row = 0; row < tiles[tile].rows; ++row) {
        std::memcpy(tiles[tile].data[row], static_cast<const std::uint8_t*>(base) + row * stride, tiles[tile].bytes);
    }
}

void store(int tile, void* base, std::ptrdiff_t stride) {
    const Tile& from = shaped(tile);
    for (int row = 0; row < from.rows; ++row) {
        std::memcpy(static_cast<std::uint8_t*>(base) + row * stride, from.data[row], from.bytes);
    }
}

/// sums[m, n] += a[m, 2k]·b[k, 2n] + a[m, 2k + 1]·b[k, 2n + 1], pair by pair.
void multiply(int sumTile, int aTile, int bTile) {
    Tile& sums = shaped(sumTile);
    const Tile& a = shaped(aTile);
    const Tile& b = shaped(bTile);
    if (a.rows != sums.rows || b.bytes != sums.bytes || b.rows != a.bytes / 4) {
        std::abort();
    }
    for (int m = 0; m < sums.rows; ++m) {
        for (int n = 0; n < sums.bytes / 4; ++n) {
            auto sum = at<float>(sums, m, n);
            for (int k = 0; k < b.rows; ++k) {
                for (int half = 0; half < 2; ++half) {
                    sum += fromBfloat16(at<std::uint16_t>(a, m, 2 * k + half)) *
                           fromBfloat16(at<std::uint16_t>(b, k, 2 * n + half));
                }
            }
            std::memcpy(sums.data[m] + n * sizeof sum, &sum, sizeof sum);
        }
    }
}

}  // namespace

}  // namespace facet::test

#undef _tile_loadconfig
#undef _tile_release
#undef _tile_zero
#undef _tile_loadd
#undef _tile_stored
#undef _tile_dpbf16ps
#define _tile_loadconfig facet::test::loadConfig
#define _tile_release facet::test::release
#define _tile_zero facet::test::zero
#define _tile_loadd facet::test::load
#define _tile_stored facet::test::store
#define _tile_dpbf16ps facet::test::multiply
#define amxKernels kernelsOnPlayedTiles
#include "engine/runtime/cpu/AmxKernels.cpp"  // NOLINT(bugprone-suspicious-include)

namespace facet::test {

namespace cpu = runtime::cpu;

const cpu::Kernels& playedAmxKernels() {
    static const cpu::Kernels kernels = [] {
        cpu::Kernels played = cpu::kernelsOnPlayedTiles;
        played.name = "AMX played";
        played.available = [] { return cpu::hasBf16(); };
        return played;
    }();
    return kernels;
}

}  // namespace facet::test
