// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>

namespace facet::train {

/// Images of side × side pixels, one after the other in every channel's row; rows lie `stride` apart.
struct Planes {
    int channels;
    int images;
    int side;
    std::ptrdiff_t stride;

    int pixels() const { return images * side * side; }
};

/// The element-wise work between the matrix products of a coupling network, on operands of one type (float, or a
/// bfloat16 as its 16 bits). The nine taps of a 3×3 convolution are k = 3i + j at the offsets (i − 1, j − 1); matrices
/// of taps are [9·channels, pixels], row 9c + k, without gaps. Functions are pure and may run side by side.
template <class Operand>
struct NetworkKernels {
    /// rows[9c + k](q) = planes[c](q + sign·offset(k)), 0 beyond the border.
    void (*spread)(const float* planes, const Planes& shape, int sign, Operand* rows);
    /// planes[c](q) = (start[c] + Σₖ rows[9c + k](q + sign·offset(k))) · scale[c]; without `start` the sums are added
    /// to what is there, and nothing is scaled.
    void (*gather)(const Operand* rows, const Planes& shape, int sign, const float* start, const float* scale,
                   float* planes);
    /// h = max(h + bias, 0) for [pixels, width].
    void (*activate)(Operand* h, const float* bias, int pixels, int width);
    /// d = 0 where h is 0; biasSums += what is left, by column.
    void (*mask)(Operand* d, const Operand* h, int pixels, int width, float* biasSums);
    /// sum += part, or sum = part.
    void (*accumulate)(float* sum, const Operand* part, std::size_t count, bool first);
    void (*operands)(const float* from, Operand* to, std::size_t count);
};

/// The affine (or additive) combination of a coupling; see flow::AffineCoupling. `shape` is that of all channels a, b.
struct Coupled {
    Planes shape;
    bool affine;
    float* state;    // a, b
    float* network;  // t, r, of the same pixels; r becomes s on the way forward
    std::ptrdiff_t networkStride;
};

struct AdamStep {
    float rate;     // corrected for the bias of the moments
    float epsilon;  // likewise
    float decay;    // what weight decay leaves, 1 − rate·decay
    float beta1;
    float beta2;
    float gradientScale;
    float average;  // share of the old average in the new one
};

struct PassKernels {
    const char* name;
    bool (*available)();
    NetworkKernels<float> exact;
    NetworkKernels<std::uint16_t> half;

    /// b ← (b + t)·s with s = ½ + ½·sigmoid(r + 2), which takes the place of r. Returns Σ log s.
    double (*couple)(const Coupled& c);
    /// r becomes s, and nothing else changes.
    void (*scales)(const Coupled& c);
    /// Undoes couple (b ← b/s − t) and takes the gradient of Σ loss − Σ log s through it: `slope` is that of the
    /// outcome and becomes that of b; out [channels, pixels] gets that of the network's outputs before their scale.
    void (*uncouple)(const Coupled& c, float* slope, const float* scale, float* out);
    /// −Σ log N(z; mean, exp(log_sd)²) over [channels, pixels], moments being mean, then log_sd.
    double (*surprise)(const float* z, const float* moments, const Planes& shape);
    /// Its gradients: of z, and in the place of the moments theirs, times `scale` [2·channels].
    void (*surpriseSlopes)(const float* z, float* moments, const Planes& shape, const float* scale, float* slope);
    void (*rowSums)(const float* rows, const Planes& shape, float* sums);  ///< sums += by channel
    void (*add)(float* sum, const float* part, std::size_t count);
    double (*squares)(const float* values, std::size_t count);
    double (*dot)(const float* a, const float* b, std::size_t count);
    void (*adam)(const AdamStep& step, float* values, const float* slopes, float* first, float* second, float* average,
                 std::size_t count);
};

/// The fastest that this processor can run.
const PassKernels& passKernels();

extern const PassKernels portablePassKernels;
extern const PassKernels avx2PassKernels;
extern const PassKernels avx512PassKernels;

}  // namespace facet::train
