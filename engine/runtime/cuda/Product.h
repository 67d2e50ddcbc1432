// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/runtime/cuda/Operands.h"

#include <cstddef>

/// The convolutions of a coupling network as products of matrices on tensor cores. Needs a device layer before it.
namespace facet::runtime::cuda {

/// result[p, n] = Σₖ rows[p, k] · weights[n, k] + bias[n] for all pixels p of a batch of square planes. With taps = 9,
/// row p is the 3×3 neighbourhood of its pixel, [i, j, channel], zero beyond the plane, where each tap adds its edge;
/// with taps = 1 the pixel alone.
struct Product {
    const void* plane;    // operands [images, side, side, channels], channels a multiple of 8
    const void* weights;  // operands [columns, depth]
    const float* bias;    // [columns]
    const float* edge;    // [9, columns], or null
    void* result;         // operands after the ReLU, or floats where `linear`; [pixels, columns]
    int side;
    int channels;
    int taps;
    int pixels;   // images · side²
    int depth;    // taps · channels, padded by zero weights to a multiple of DepthStep
    int columns;  // a multiple of ColumnStep
    bool linear;
};

constexpr int ChannelStep = 8;  // sixteen bytes of halves: what is copied at once lies within one tap
constexpr int DepthStep = 32;
constexpr int ColumnStep = 64;

/// How a block divides its part of a product: its warps by rows and columns, a warp's part into fragments of 16 rows
/// and 8 columns, as `mma.m16n8k16` shapes them.
template <typename T, int WarpRows, int WarpColumns, int RowFragments, int ColumnFragments>
struct Tile {
    using Element = T;
    static constexpr int Warps = WarpRows * WarpColumns;
    static constexpr int Threads = 32 * Warps;
    static constexpr int RowsOfWarp = 16 * RowFragments;
    static constexpr int ColumnsOfWarp = 8 * ColumnFragments;
    static constexpr int Rows = WarpRows * RowsOfWarp;
    static constexpr int Columns = WarpColumns * ColumnsOfWarp;
    static constexpr int RowParts = RowFragments;
    static constexpr int ColumnParts = ColumnFragments;
    static constexpr int WarpsAcross = WarpColumns;

    // In shared memory rows of 64 bytes lie 80 bytes apart: eight of them meet all banks once.
    static constexpr int Chunk = 16;  // bytes that are copied at once
    static constexpr int ChunksOfRow = 4;
    static constexpr int Depth = ChunksOfRow * Chunk / static_cast<int>(sizeof(T));  // of one stage
    static constexpr int Pitch = 80;
    static constexpr int Stages = 4;
    static constexpr int StageBytes = (Rows + Columns) * Pitch;
    static constexpr int SharedBytes = Stages * StageBytes;
};

/// Where a thread's four sums of a fragment lie: rows `row` and `row + 8`, columns `column` and `column + 1`; the
/// layout of an mma's result (PTX ISA, "Matrix Fragments for mma.m16n8k16").
struct FragmentPlace {
    int row;
    int column;
};

template <typename Tile>
FACET_BOTH inline FragmentPlace fragmentPlace(int thread, int rowPart, int columnPart) {
    const int warp = thread / 32, lane = thread % 32;
    return {warp / Tile::WarpsAcross * Tile::RowsOfWarp + 16 * rowPart + lane / 4,
            warp % Tile::WarpsAcross * Tile::ColumnsOfWarp + 8 * columnPart + 2 * (lane % 4)};
}

/// The rows that one thread copies, stage by stage: their pixels' places are worked out once.
template <typename Tile>
class RowCopier {
 public:
    FACET_DEVICE RowCopier(const Product& product, int firstRow) : m_product(product) {
        FACET_UNROLL
        for (int i = 0; i < Count; ++i) {
            const int chunk = device::thread() + i * Tile::Threads;
            const int pixel = firstRow + chunk / Tile::ChunksOfRow;
            const int ofImage = product.side * product.side;
            m_inside[i] = chunk < Chunks && pixel < product.pixels;
            m_pixel[i] = pixel;
            m_y[i] = pixel % ofImage / product.side;
            m_x[i] = pixel % product.side;
        }
    }

    FACET_DEVICE void copy(std::byte* stage, int depth) const {
        FACET_UNROLL
        for (int i = 0; i < Count; ++i) {
            const int chunk = device::thread() + i * Tile::Threads;
            if (Chunks % Tile::Threads != 0 && chunk >= Chunks) {
                return;
            }
            const int part = chunk % Tile::ChunksOfRow;
            const int k = depth + part * Elements;
            std::byte* to = stage + chunk / Tile::ChunksOfRow * Tile::Pitch + part * Tile::Chunk;
            const std::ptrdiff_t from = elementAt(i, k);
            device::copyAsync(to, static_cast<const Element*>(m_product.plane) + (from < 0 ? 0 : from), from >= 0);
        }
    }

 private:
    using Element = typename Tile::Element;
    static constexpr int Elements = Tile::Chunk / static_cast<int>(sizeof(Element));
    static constexpr int Chunks = Tile::Rows * Tile::ChunksOfRow;
    static constexpr int Count = (Chunks + Tile::Threads - 1) / Tile::Threads;

    /// The place in the plane of the row's operand k; below 0 where it is zero.
    FACET_DEVICE std::ptrdiff_t elementAt(int i, int k) const {
        if (!m_inside[i]) {
            return -1;
        }
        std::ptrdiff_t pixel = m_pixel[i];
        int channel = k;
        if (m_product.taps == 9) {
            const int tap = k / m_product.channels;
            channel = k - tap * m_product.channels;
            const int dy = tap / 3 - 1, dx = tap % 3 - 1;
            const int y = m_y[i] + dy, x = m_x[i] + dx;
            if (tap >= 9 || y < 0 || y >= m_product.side || x < 0 || x >= m_product.side) {
                return -1;
            }
            pixel += dy * m_product.side + dx;
        } else if (k >= m_product.channels) {
            return -1;
        }
        return pixel * m_product.channels + channel;
    }

    const Product& m_product;
    int m_pixel[Count];
    int m_y[Count];
    int m_x[Count];
    bool m_inside[Count];
};

template <typename Tile>
FACET_DEVICE void copyWeights(const Product& product, std::byte* stage, int firstColumn, int depth) {
    using Element = typename Tile::Element;
    constexpr int Elements = Tile::Chunk / static_cast<int>(sizeof(Element));
    for (int chunk = device::thread(); chunk < Tile::Columns * Tile::ChunksOfRow; chunk += Tile::Threads) {
        const int row = chunk / Tile::ChunksOfRow, part = chunk % Tile::ChunksOfRow;
        const auto* from = static_cast<const Element*>(product.weights) +
                           static_cast<std::ptrdiff_t>(firstColumn + row) * product.depth + depth + part * Elements;
        device::copyAsync(stage + row * Tile::Pitch + part * Tile::Chunk, from, true);
    }
}

/// A thread's sums, [row part][column part][as FragmentPlace says: (row, column), (row, column + 1), (row + 8, …)].
template <typename Tile>
struct Sums {
    float values[Tile::RowParts][Tile::ColumnParts][4];
};

FACET_DEVICE std::uint32_t wordAt(const std::byte* stage, int row, int pitch, int word) {
    return *reinterpret_cast<const std::uint32_t*>(stage + row * pitch + word * 4);
}

/// Adds one stage's products, on tensor cores.
template <typename Tile, typename T>
FACET_DEVICE void addStage(Sums<Tile>& sums, const std::byte* rows, const std::byte* columns, T) {
    const int lane = device::thread() % 32;
    const auto corner = fragmentPlace<Tile>(device::thread() - lane, 0, 0);  // of the warp
    FACET_UNROLL
    for (int step = 0; step < Tile::Depth / 16; ++step) {
        const int word = step * 8 + lane % 4;  // of two operands
        std::uint32_t a[Tile::RowParts][4];
        FACET_UNROLL
        for (int i = 0; i < Tile::RowParts; ++i) {
            const int row = corner.row + 16 * i + lane / 4;
            a[i][0] = wordAt(rows, row, Tile::Pitch, word);
            a[i][1] = wordAt(rows, row + 8, Tile::Pitch, word);
            a[i][2] = wordAt(rows, row, Tile::Pitch, word + 4);
            a[i][3] = wordAt(rows, row + 8, Tile::Pitch, word + 4);
        }
        FACET_UNROLL
        for (int j = 0; j < Tile::ColumnParts; ++j) {
            const int column = corner.column + 8 * j + lane / 4;
            const std::uint32_t b[2] = {wordAt(columns, column, Tile::Pitch, word),
                                        wordAt(columns, column, Tile::Pitch, word + 4)};
            FACET_UNROLL
            for (int i = 0; i < Tile::RowParts; ++i) {
                device::multiplyAdd(sums.values[i][j], a[i], b, T{});
            }
        }
    }
}

/// The same in float32 without tensor cores, the sums where an mma would have them.
template <typename Tile>
FACET_DEVICE void addStage(Sums<Tile>& sums, const std::byte* rows, const std::byte* columns, float) {
    FACET_UNROLL
    for (int chunk = 0; chunk < Tile::ChunksOfRow; ++chunk) {
        device::Four a[Tile::RowParts][2];
        FACET_UNROLL
        for (int i = 0; i < Tile::RowParts; ++i) {
            FACET_UNROLL
            for (int half = 0; half < 2; ++half) {
                const int row = fragmentPlace<Tile>(device::thread(), i, 0).row + 8 * half;
                a[i][half] = device::fourAt(rows + row * Tile::Pitch + chunk * Tile::Chunk);
            }
        }
        FACET_UNROLL
        for (int j = 0; j < Tile::ColumnParts; ++j) {
            FACET_UNROLL
            for (int odd = 0; odd < 2; ++odd) {
                const int column = fragmentPlace<Tile>(device::thread(), 0, j).column + odd;
                const device::Four b = device::fourAt(columns + column * Tile::Pitch + chunk * Tile::Chunk);
                FACET_UNROLL
                for (int i = 0; i < Tile::RowParts; ++i) {
                    FACET_UNROLL
                    for (int half = 0; half < 2; ++half) {
                        float& sum = sums.values[i][j][2 * half + odd];
                        sum += a[i][half].x * b.x;
                        sum += a[i][half].y * b.y;
                        sum += a[i][half].z * b.z;
                        sum += a[i][half].w * b.w;
                    }
                }
            }
        }
    }
}

/// Written and read at once.
template <typename T>
struct alignas(2 * sizeof(T)) Pair {
    T first;
    T second;
};

/// What the taps of a pixel add to a column that lie beyond its plane.
FACET_DEVICE float edgeAt(const Product& product, int pixel, int column) {
    const int y = pixel % (product.side * product.side) / product.side, x = pixel % product.side;
    float sum = 0;
    for (int tap = 0; tap < 9; ++tap) {
        const int atY = y + tap / 3 - 1, atX = x + tap % 3 - 1;
        if (atY < 0 || atY >= product.side || atX < 0 || atX >= product.side) {
            sum += product.edge[static_cast<std::ptrdiff_t>(tap) * product.columns + column];
        }
    }
    return sum;
}

/// Two neighbouring results of one pixel.
template <typename T>
FACET_DEVICE void writeResults(const Product& product, int pixel, int column, float first, float second) {
    const std::ptrdiff_t at = static_cast<std::ptrdiff_t>(pixel) * product.columns + column;
    const auto bias = *reinterpret_cast<const Pair<float>*>(product.bias + column);
    first += bias.first;
    second += bias.second;
    if (product.edge != nullptr) {
        first += edgeAt(product, pixel, column);
        second += edgeAt(product, pixel, column + 1);
    }
    if (product.linear) {
        *reinterpret_cast<Pair<float>*>(static_cast<float*>(product.result) + at) = {first, second};
    } else {
        // A NaN stays one, so that a broken pass is noticed.
        *reinterpret_cast<Pair<T>*>(static_cast<T*>(product.result) + at) = {
            Operand<T>::from(first < 0 ? 0.0F : first), Operand<T>::from(second < 0 ? 0.0F : second)};
    }
}

/// One block computes Tile::Rows pixels of Tile::Columns columns. Blocks: x over the pixels, y over the columns.
template <typename Tile>
FACET_KERNEL void multiply(Product product) {
    using Element = typename Tile::Element;
    std::byte* shared = device::sharedMemory();
    const int firstRow = device::blockX() * Tile::Rows;
    const int firstColumn = device::blockY() * Tile::Columns;
    const RowCopier<Tile> rows(product, firstRow);
    const int stages = product.depth / Tile::Depth;
    const auto load = [&](int stage) {
        if (stage < stages) {
            std::byte* to = shared + stage % Tile::Stages * Tile::StageBytes;
            rows.copy(to, stage * Tile::Depth);
            copyWeights<Tile>(product, to + Tile::Rows * Tile::Pitch, firstColumn, stage * Tile::Depth);
        }
        device::closeCopies();
    };

    Sums<Tile> sums = {};
    for (int stage = 0; stage < Tile::Stages - 1; ++stage) {
        load(stage);
    }
    for (int stage = 0; stage < stages; ++stage) {
        device::awaitCopies<Tile::Stages - 2>();
        device::meet();  // everyone's copies are there, and nobody reads the stage that is written next
        load(stage + Tile::Stages - 1);
        const std::byte* from = shared + stage % Tile::Stages * Tile::StageBytes;
        addStage(sums, from, from + Tile::Rows * Tile::Pitch, Element{});
    }

    FACET_UNROLL
    for (int i = 0; i < Tile::RowParts; ++i) {
        FACET_UNROLL
        for (int j = 0; j < Tile::ColumnParts; ++j) {
            const auto place = fragmentPlace<Tile>(device::thread(), i, j);
            FACET_UNROLL
            for (int half = 0; half < 2; ++half) {
                const int pixel = firstRow + place.row + 8 * half;
                if (pixel < product.pixels) {
                    writeResults<Element>(product, pixel, firstColumn + place.column, sums.values[i][j][2 * half],
                                          sums.values[i][j][2 * half + 1]);
                }
            }
        }
    }
}

}  // namespace facet::runtime::cuda
