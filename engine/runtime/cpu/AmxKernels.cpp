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

/// Up to 32 rows by two blocks of a product's result.
struct Piece {
    int row;
    int rowCount;
    int block;
    int blocks;

    bool lower() const { return rowCount > TileRows; }
};

/// The accumulators of a piece, to rows that are `stride` floats apart.
inline void storeTiles(const Piece& piece, float* to, std::ptrdiff_t stride) {
    const std::ptrdiff_t bytes = stride * static_cast<std::ptrdiff_t>(sizeof(float));
    asm volatile("" ::: "memory");  // GCC 12's _tile_stored does not say that it writes memory
    _tile_stored(0, to, bytes);
    if (piece.blocks == 2) {
        _tile_stored(1, to + Lanes, bytes);
    }
    if (piece.lower()) {
        _tile_stored(2, to + TileRows * stride, bytes);
    }
    if (piece.lower() && piece.blocks == 2) {
        _tile_stored(3, to + TileRows * stride + Lanes, bytes);
    }
    asm volatile("" ::: "memory");
}

/// The gate's operands lie as the result's do, `at` from the beginning.
template <Finish F>
inline Vector finished(const void* gate, std::ptrdiff_t at, Vector sum) {
    if constexpr (F == Finish::Hidden) {
        return larger(sum, Vector{});
    } else {
        return gatedBy<>(static_cast<const Operand*>(gate) + at, sum);
    }
}

/// The sums of a piece on their way from the tiles to operands. That takes as long as the products of a narrow network,
/// so it is done while tiles multiply the next piece.
template <Finish F>
class Finishing {
 public:
    explicit Finishing(const Product& product) : m_product(product) {}

    /// Sums that are all finished make way for those of the next piece.
    void take(const Piece& piece) {
        storeTiles(piece, m_sums, 2 * Lanes);
        m_piece = piece;
        m_done = 0;
    }

    /// The next `count` rows, or what there is of them.
    void rows(int count) {
        const int end = m_done + count < m_piece.rowCount ? m_done + count : m_piece.rowCount;
        const std::ptrdiff_t stride = m_product.resultStride;  // copies, for operands may be stored anywhere
        std::ptrdiff_t at = (m_piece.row + m_done) * stride + m_piece.block * Lanes;
        auto* const result = static_cast<Operand*>(m_product.result);
        const void* const gate = m_product.gate;
        const float* sums = m_sums + m_done * 2 * Lanes;
        const bool pair = m_piece.blocks == 2;
        for (int row = m_done; row < end; ++row, at += stride, sums += 2 * Lanes) {
            const Vector left = finished<F>(gate, at, load(sums));
            if (pair) {
                const Vector right = finished<F>(gate, at + Lanes, load(sums + Lanes));
                const __m512bh both = _mm512_cvtne2ps_pbh(right, left);
                __builtin_memcpy(result + at, &both, sizeof(both));
            } else {
                Arithmetic::storeOperands(result + at, left);
            }
        }
        m_done = end;
    }

 private:
    const Product& m_product;
    Piece m_piece = {};
    int m_done = 0;
    alignas(64) float m_sums[2 * TileRows * 2 * Lanes];
};

/// Sums that are wanted as they are go where they belong.
template <>
class Finishing<Finish::Linear> {
 public:
    explicit Finishing(const Product& product) : m_product(product) {}

    void take(const Piece& piece) {
        const std::ptrdiff_t at = piece.row * m_product.resultStride + piece.block * Lanes;
        storeTiles(piece, static_cast<float*>(m_product.result) + at, m_product.resultStride);
    }

    void rows(int) {}

 private:
    const Product& m_product;
};

/// Every row of a sum begins as the bias: a tile whose rows all lie at the same place.
template <bool Lower, bool Second>
void beginTiles(const float* bias) {
    if (bias == nullptr) {
        _tile_zero(0);
        _tile_zero(1);
        _tile_zero(2);
        _tile_zero(3);
        return;
    }
    _tile_loadd(0, bias, 0);
    if constexpr (Second) {
        _tile_loadd(1, bias + Lanes, 0);
    }
    if constexpr (Lower) {
        _tile_loadd(2, bias, 0);
    }
    if constexpr (Lower && Second) {
        _tile_loadd(3, bias + Lanes, 0);
    }
}

/// Four accumulators; the ones that are not asked for compute nothing.
template <bool Lower, bool Second, Finish F>
void multiplyTiles(const Product& p, const Piece& piece, Finishing<F>& finishing) {
    const auto* rows = static_cast<const Operand*>(p.rows) + piece.row * p.rowStride;
    const std::ptrdiff_t blockSize = static_cast<std::ptrdiff_t>(p.depth) * Lanes;
    const auto* weights = static_cast<const Operand*>(p.weights) + piece.block * blockSize;
    const auto bytes = p.rowStride * static_cast<std::ptrdiff_t>(sizeof(Operand));
    const int steps = p.depth / TileDepth;
    const int rowsAStep = (2 * TileRows + steps - 1) / steps;
    beginTiles<Lower, Second>(p.bias ? p.bias + piece.block * Lanes : nullptr);
    for (int k = 0; k < p.depth; k += TileDepth) {
        const Operand* w = weights + static_cast<std::ptrdiff_t>(k) * Lanes;
        _tile_loadd(4, rows + k, bytes);
        _tile_loadd(6, w, 64);
        _tile_dpbf16ps(0, 4, 6);
        if constexpr (Second) {
            _tile_loadd(7, w + blockSize, 64);
            _tile_dpbf16ps(1, 4, 7);
        }
        if constexpr (Lower) {
            _tile_loadd(5, rows + TileRows * p.rowStride + k, bytes);
            _tile_dpbf16ps(2, 5, 6);
        }
        if constexpr (Lower && Second) {
            _tile_dpbf16ps(3, 5, 7);
        }
        finishing.rows(rowsAStep);
    }
    finishing.take(piece);
}

template <Finish F>
void multiplyPiece(const Product& p, const Piece& piece, Finishing<F>& finishing) {
    const auto multiply = piece.blocks == 2
                              ? (piece.lower() ? multiplyTiles<true, true, F> : multiplyTiles<false, true, F>)
                              : (piece.lower() ? multiplyTiles<true, false, F> : multiplyTiles<false, false, F>);
    multiply(p, piece, finishing);
}

/// Whole tiles for all columns first, then what is left of the rows, so that tiles are shaped at most twice.
template <Finish F>
void tileProduct(const Product& p) {
    const int whole = p.rowCount / (2 * TileRows) * (2 * TileRows);
    const int left = p.rowCount - whole;
    Finishing<F> finishing(p);
    asm volatile("" ::: "memory");  // GCC 12's _tile_loadd does not say that it reads memory
    if (whole > 0) {
        shapeTiles(TileRows, TileRows);
    }
    for (int block = p.firstBlock; whole > 0 && block < p.lastBlock; block += 2) {
        for (int row = 0; row < whole; row += 2 * TileRows) {
            multiplyPiece(p, {row, 2 * TileRows, block, p.lastBlock - block > 1 ? 2 : 1}, finishing);
        }
    }
    if (left > 0) {
        shapeTiles(left < TileRows ? left : TileRows, left - TileRows);
    }
    for (int block = p.firstBlock; left > 0 && block < p.lastBlock; block += 2) {
        multiplyPiece(p, {whole, left, block, p.lastBlock - block > 1 ? 2 : 1}, finishing);
    }
    finishing.rows(2 * TileRows);
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
