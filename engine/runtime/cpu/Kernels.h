// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>

namespace facet::runtime::cpu {

constexpr int CacheLine = 64;  // bytes

/// result[m, n] = Σₖ rows[m, k] · weights[k, n] + bias[n], for columns in whole blocks of `lanes`.
///
/// What an operand is depends on the kernels: a float, or a bfloat16 (the upper half of a float). The weights lie as
/// PackedMatrix lays them.
struct Product {
    const void* rows;          // operands [rowCount, depth], rowStride apart
    std::ptrdiff_t rowStride;  // in operands
    int rowCount;
    int depth;  // a multiple of the kernels' depthStep
    const void* weights;
    const float* bias;  // [columns], or null
    int firstBlock;     // of columns
    int lastBlock;      // one past
    void* result;       // [rowCount, columns]; the first column of all, whatever firstBlock is
    std::ptrdiff_t resultStride;
    const void* gate;  // operands that lie as the result's do, for a gated product
};

/// The 3×3 neighbourhoods of the pixels first … last of one image as rows of a product: [i, j, channel], zero-padded
/// to the product's depth. The plane has a border of one pixel, [side + 2, side + 2, channels], and a cache line of
/// slack behind it; the rows have one, too.
struct Neighbourhoods {
    const void* plane;  // operands
    int side;
    int channels;
    int first;
    int last;
    void* rows;  // operands [last − first, depth]
    int depth;
};

/// A 3×3 convolution of one image as the nine products of its taps at every pixel, [side², 9·outputs]: output (y, x) is
/// the sum of tap (i, j) at pixel (y + i − 1, x + j − 1), and of the bias.
struct Taps {
    const float* products;
    std::ptrdiff_t stride;      // of a pixel; at least 9·outputs + the kernels' lanes
    const float* bias;          // [outputs], padded to whole blocks, or null
    const float* edge;          // [9, outputs]: what a tap adds that lies outside; or null. Rows are of whole blocks,
    std::ptrdiff_t edgeStride;  // so far apart
    int outputs;
    int side;
};

/// The coupling's combination at the pixels first … last of one image, in place: b ← (b + t)·s, or b ← b/s − t, with
/// s = f + (1 − f)·sigmoid(r + 2); additive: b ← b ± t. The taps are of the network's last convolution, t and r.
struct Combination {
    Taps taps;
    float* state;  // [side², channels]: a, then b
    std::ptrdiff_t stateStride;
    int channels;
    bool affine;
    float leastScale;  // f
    bool inverse;
    int first;
    int last;
};

/// Slopes of `count` functions on their way back through the combination of the decoding direction, b = b′/s − t: those
/// of b become those of b′, and `outputs` gets those of t and r. The combination's state is a, b.
struct CombinationSlopes {
    Combination at;
    float* const* slopes;  // [count], each as the state
    int count;
    float* outputs;  // [count, last − first, taps.outputs]
};

/// result[p, c] += the convolution's outputs c at the pixels first … last.
struct TapSums {
    Taps taps;
    float* result;  // [side², at least outputs]
    std::ptrdiff_t resultStride;
    int first;
    int last;
};

/// The arithmetic of one instruction set. Every output is summed in the order of k, whatever the rows and columns
/// around it are, so results do not depend on how the work is divided. Functions are pure and may run side by side.
struct Kernels {
    const char* name;  // "AVX-512"
    bool bfloat16;     // operands are bfloat16, sums float32
    int lanes;         // columns of a block
    int group;         // depths that lie side by side in the weights: 2 for bfloat16
    int depthStep;

    bool (*available)();             // on this processor
    void (*hidden)(const Product&);  // ReLU of the product → operands
    void (*gated)(const Product&);   // the product where the gate is above 0, else 0 → operands
    void (*linear)(const Product&);  // the product → float
    void (*neighbourhoods)(const Neighbourhoods&);
    void (*operands)(const float* from, void* to, std::size_t count);
    void (*combine)(const Combination&);  // float32 in all kernels, as are the next two
    void (*combineSlopes)(const CombinationSlopes&);
    void (*addTaps)(const TapSums&);
    /// eˣ in place, to 1e-7 of itself; the last vector is rounded up to `lanes`.
    void (*exponentials)(float* values, std::size_t count);

    int blocks(int columns) const { return paddedColumns(columns) / lanes; }
    /// Whole blocks, and whole steps of depth, for the columns of one product are the depth of the next.
    int paddedColumns(int columns) const {
        const int step = lanes > depthStep ? lanes : depthStep;
        return (columns + step - 1) / step * step;
    }
    /// Operands between the rows of a plane that many wide: a cache line more than its columns, for rows that lie apart
    /// by a power of two would meet in a few sets of the first cache.
    int rowStride(int columns) const { return paddedColumns(columns) + CacheLine / static_cast<int>(operandBytes()); }
    int paddedDepth(int depth) const { return (depth + depthStep - 1) / depthStep * depthStep; }
    std::size_t operandBytes() const { return bfloat16 ? 2 : 4; }
};

extern const Kernels portableKernels;
extern const Kernels avx2Kernels;
extern const Kernels avx512Kernels;
extern const Kernels avx512Bf16Kernels;
extern const Kernels amxKernels;

}  // namespace facet::runtime::cpu
