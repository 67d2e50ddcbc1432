// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/runtime/cpu/Kernels.h"

#include <cpuid.h>
#include <cstdint>
#include <immintrin.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace facet::runtime::cpu {

#include "engine/runtime/cpu/Bf16Arithmetic.inl"
#include "engine/runtime/cpu/VectorKernels.inl"

namespace {

constexpr int TileRows = 16;
constexpr int TileDepth = 32;  // bfloat16 in a tile's row of 64 bytes

/// What ldtilecfg reads (Intel SDM, volume 1, 18.3).
struct alignas(64) TileShapes {
    std::uint8_t palette = 1;
    std::uint8_t startRow = 0;
    std::uint8_t reserved[14] = {};
    std::uint16_t rowBytes[16] = {};
    std::uint8_t rows[16] = {};
};

/// Tiles 0 … 3 hold two by two of the result, 4 and 5 rows, 6 and 7 weights.
void shapeTiles(int upperRows, int lowerRows) {
    TileShapes shapes;
    const int rows[8] = {upperRows, upperRows, lowerRows, lowerRows, upperRows, lowerRows, TileRows, TileRows};
    for (int t = 0; t < 8; ++t) {
        shapes.rows[t] = static_cast<std::uint8_t>(rows[t] > 0 ? rows[t] : 1);
        shapes.rowBytes[t] = 64;
    }
    asm volatile("" ::: "memory");  // GCC 12's _tile_loadconfig does not say that it reads memory
    _tile_loadconfig(&shapes);
}

/// Four accumulators; the ones that are not asked for compute nothing.
template <bool Lower, bool Second>
void multiplyTiles(const Operand* rows, std::ptrdiff_t stride, const Operand* weights, std::ptrdiff_t blockSize,
                   int depth) {
    const auto bytes = stride * static_cast<std::ptrdiff_t>(sizeof(Operand));
    _tile_zero(0);
    _tile_zero(1);
    _tile_zero(2);
    _tile_zero(3);
    for (int k = 0; k < depth; k += TileDepth) {
        const Operand* w = weights + static_cast<std::ptrdiff_t>(k) * Lanes;
        _tile_loadd(4, rows + k, bytes);
        _tile_loadd(6, w, 64);
        _tile_dpbf16ps(0, 4, 6);
        if constexpr (Second) {
            _tile_loadd(7, w + blockSize, 64);
            _tile_dpbf16ps(1, 4, 7);
        }
        if constexpr (Lower) {
            _tile_loadd(5, rows + TileRows * stride + k, bytes);
            _tile_dpbf16ps(2, 5, 6);
        }
        if constexpr (Lower && Second) {
            _tile_dpbf16ps(3, 5, 7);
        }
    }
}

template <Finish F>
void storeRows(const Product& p, const float* sums, int row, int rowCount, int block, int blocks) {
    for (int i = 0; i < rowCount; ++i) {
        for (int j = 0; j < blocks; ++j) {
            const std::ptrdiff_t at = (row + i) * p.resultStride + (block + j) * Lanes;
            const Vector bias = p.bias ? load(p.bias + (block + j) * Lanes) : Vector{};
            finish<F>(p, at, load(sums + (i * 2 + j) * Lanes) + bias);
        }
    }
}

/// Up to 32 rows by two blocks.
template <Finish F>
void tilesOf(const Product& p, int row, int rowCount, int block, int blocks) {
    alignas(64) float sums[2 * TileRows * 2 * Lanes];
    const auto* rows = static_cast<const Operand*>(p.rows) + row * p.rowStride;
    const std::ptrdiff_t blockSize = static_cast<std::ptrdiff_t>(p.depth) * Lanes;
    const auto* weights = static_cast<const Operand*>(p.weights) + block * blockSize;
    const bool lower = rowCount > TileRows;
    const auto multiply = blocks == 2 ? (lower ? multiplyTiles<true, true> : multiplyTiles<false, true>)
                                      : (lower ? multiplyTiles<true, false> : multiplyTiles<false, false>);
    asm volatile("" ::: "memory");
    multiply(rows, p.rowStride, weights, blockSize, p.depth);
    constexpr int Stride = 2 * Lanes * sizeof(float);
    _tile_stored(0, sums, Stride);
    _tile_stored(1, sums + Lanes, Stride);
    if (lower) {
        _tile_stored(2, sums + TileRows * 2 * Lanes, Stride);
        _tile_stored(3, sums + TileRows * 2 * Lanes + Lanes, Stride);
    }
    asm volatile("" ::: "memory");
    storeRows<F>(p, sums, row, rowCount, block, blocks);
}

/// Whole tiles for all columns first, then what is left of the rows, so that tiles are shaped at most twice.
template <Finish F>
void tileProduct(const Product& p) {
    const int whole = p.rowCount / (2 * TileRows) * (2 * TileRows);
    const int left = p.rowCount - whole;
    if (whole > 0) {
        shapeTiles(TileRows, TileRows);
    }
    for (int block = p.firstBlock; whole > 0 && block < p.lastBlock; block += 2) {
        for (int row = 0; row < whole; row += 2 * TileRows) {
            tilesOf<F>(p, row, 2 * TileRows, block, p.lastBlock - block > 1 ? 2 : 1);
        }
    }
    if (left > 0) {
        shapeTiles(left < TileRows ? left : TileRows, left - TileRows);
    }
    for (int block = p.firstBlock; left > 0 && block < p.lastBlock; block += 2) {
        tilesOf<F>(p, whole, left, block, p.lastBlock - block > 1 ? 2 : 1);
    }
    _tile_release();
}

/// The processor has the tiles, and the system lets this process use them (a request that Linux wants once).
bool available() {
    constexpr unsigned AmxBf16 = 1U << 22;
    constexpr unsigned AmxTile = 1U << 24;
    constexpr long RequestPermission = 0x1023;
    constexpr long TileData = 18;
    unsigned a = 0, b = 0, c = 0, d = 0;
    return hasBf16() && __get_cpuid_count(7, 0, &a, &b, &c, &d) != 0 && (d & AmxBf16) != 0 && (d & AmxTile) != 0 &&
           syscall(SYS_arch_prctl, RequestPermission, TileData) == 0;
}

}  // namespace

const Kernels amxKernels = {
    .name = "AMX",
    .bfloat16 = true,
    .lanes = Lanes,
    .group = Group,
    .depthStep = TileDepth,
    .available = available,
    .hidden = tileProduct<Finish::Hidden>,
    .gated = tileProduct<Finish::Gated>,
    .linear = tileProduct<Finish::Linear>,
    .neighbourhoods = neighbourhoods,
    .operands = operands,
    .combine = combine,
    .combineSlopes = combineSlopes,
    .addTaps = addTaps,
    .exponentials = exponentials,
};

}  // namespace facet::runtime::cpu
