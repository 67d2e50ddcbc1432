// SPDX-License-Identifier: GPL-3.0-or-later
// The kernels of one vector instruction set, in its own anonymous namespace. The including file defines `Arithmetic`:
// the vector, the operand and how they multiply, and says how many rows and blocks its registers hold. Nothing here may
// be shared with other translation units, for it is compiled for processors that the rest of the program does not
// demand: so no standard library.

namespace {

using Vector = Arithmetic::Vector;
using Operand = Arithmetic::Operand;
constexpr int Lanes = sizeof(Vector) / sizeof(float);
constexpr int Group = Arithmetic::Group;

/// A vector that may lie anywhere.
struct __attribute__((packed, may_alias)) Unaligned {
    Vector value;
};

inline Vector load(const float* from) {
    return reinterpret_cast<const Unaligned*>(from)->value;
}

inline void store(float* to, Vector value) {
    reinterpret_cast<Unaligned*>(to)->value = value;
}

/// The vector, or what `count` leaves of it.
inline void storeFirst(float* to, Vector value, int count) {
    if (count >= Lanes) {
        store(to, value);
        return;
    }
    for (int i = 0; i < count; ++i) {
        to[i] = value[i];
    }
}

inline Vector larger(Vector a, Vector b) {
    return a > b ? a : b;
}

/// What becomes of a product's sums.
enum class Finish { Linear, Hidden, Gated };

/// `sum` where the operands at `gate` are above 0, else 0.
template <class A = Arithmetic>
inline Vector gatedBy(const typename A::Operand* gate, Vector sum) {
    if constexpr (sizeof(Operand) == sizeof(float)) {
        return load(gate) > 0.0F ? sum : Vector{};
    } else {
        return A::gated(gate, sum);
    }
}

/// The sums of one row and block to where they belong, `at` from the result's beginning.
template <Finish F>
inline void finish(const Product& p, std::ptrdiff_t at, Vector sum) {
    if constexpr (F == Finish::Linear) {
        store(static_cast<float*>(p.result) + at, sum);
    } else {
        const Vector value =
            F == Finish::Hidden ? larger(sum, Vector{}) : gatedBy<>(static_cast<const Operand*>(p.gate) + at, sum);
        Arithmetic::storeOperands(static_cast<Operand*>(p.result) + at, value);
    }
}

/// Rows × Blocks vectors of the result, held in registers over the whole depth.
template <int Rows, int Blocks, Finish F>
inline __attribute__((always_inline)) void tile(const Product& p, int row, int block) {
    const auto* a = static_cast<const Operand*>(p.rows) + row * p.rowStride;
    const std::ptrdiff_t blockSize = static_cast<std::ptrdiff_t>(p.depth) * Lanes;
    const auto* w = static_cast<const Operand*>(p.weights) + block * blockSize;
    Vector sum[Rows][Blocks];
    for (int j = 0; j < Blocks; ++j) {
        const Vector bias = p.bias ? load(p.bias + (block + j) * Lanes) : Vector{};
        for (int i = 0; i < Rows; ++i) {
            sum[i][j] = bias;
        }
    }
    for (int k = 0; k < p.depth; k += Group) {
        typename Arithmetic::Weights weights[Blocks];
        for (int j = 0; j < Blocks; ++j) {
            const Operand* at = w + j * blockSize + static_cast<std::ptrdiff_t>(k) * Lanes;
            weights[j] = Arithmetic::weights(at);
            __builtin_prefetch(at + Blocks * blockSize, 0, 2);
        }
        for (int i = 0; i < Rows; ++i) {
            const auto x = Arithmetic::broadcast(a + i * p.rowStride + k);
            for (int j = 0; j < Blocks; ++j) {
                sum[i][j] = Arithmetic::multiplyAdd(x, weights[j], sum[i][j]);
            }
        }
    }
    for (int i = 0; i < Rows; ++i) {
        for (int j = 0; j < Blocks; ++j) {
            finish<F>(p, (row + i) * p.resultStride + (block + j) * Lanes, sum[i][j]);
        }
    }
}

template <int Blocks, Finish F>
void rowsOf(const Product& p, int block) {
    constexpr int Most = Arithmetic::Rows;
    int row = 0;
    for (; row + Most <= p.rowCount; row += Most) {
        tile<Most, Blocks, F>(p, row, block);
    }
    for (; row + 2 <= p.rowCount; row += 2) {
        tile<2, Blocks, F>(p, row, block);
    }
    if (row < p.rowCount) {
        tile<1, Blocks, F>(p, row, block);
    }
}

/// Columns in panels of as many blocks as registers hold, so that the panel's weights are read once for all rows.
template <Finish F>
void product(const Product& p) {
    int block = p.firstBlock;
    while (block < p.lastBlock) {
        const int left = p.lastBlock - block;
        if (left >= Arithmetic::Blocks && left != Arithmetic::Blocks + 1) {
            rowsOf<Arithmetic::Blocks, F>(p, block);
            block += Arithmetic::Blocks;
        } else if (left >= 2) {
            rowsOf<2, F>(p, block);
            block += 2;
        } else {
            rowsOf<1, F>(p, block);
            ++block;
        }
    }
}

/// Whole vectors, so that what a copy writes too much is overwritten by the next one.
inline void copyForward(const Operand* from, Operand* to, int count) {
    constexpr int Step = sizeof(Vector) / sizeof(Operand);
    for (int i = 0; i < count; i += Step) {
        reinterpret_cast<Unaligned*>(to + i)->value = reinterpret_cast<const Unaligned*>(from + i)->value;
    }
}

void neighbourhoods(const Neighbourhoods& n) {
    const auto* plane = static_cast<const Operand*>(n.plane);
    auto* row = static_cast<Operand*>(n.rows);
    const int line = (n.side + 2) * n.channels;
    for (int pixel = n.first; pixel < n.last; ++pixel, row += n.depth) {
        const Operand* corner = plane + pixel / n.side * line + pixel % n.side * n.channels;
        for (int i = 0; i < 3; ++i) {
            copyForward(corner + i * line, row + i * 3 * n.channels, 3 * n.channels);
        }
        for (int k = 9 * n.channels; k < n.depth; ++k) {
            row[k] = Operand{};
        }
    }
}

void operands(const float* from, void* to, std::size_t count) {
    Arithmetic::toOperands(from, static_cast<Operand*>(to), count);
}

/// eˣ to about 1e-7 of itself: 2ⁿ·2ᶠ, |f| ≤ ½, with 2ᶠ from its Taylor series to the seventh power. Arguments beyond
/// float32's range are clamped to it.
inline Vector exponential(Vector x) {
    using Whole = Arithmetic::Whole;
    constexpr float Log2e = 1.44269504F;
    constexpr float Ln2High = 0.693359375F;
    constexpr float Ln2Low = -2.12194440e-4F;
    constexpr float Rounder = 12582912.0F;  // 1.5·2²³: adding it rounds to whole numbers
    x = x > 88.0F ? Vector{} + 88.0F : x;
    x = x < -87.0F ? Vector{} - 87.0F : x;
    const Vector rounded = x * Log2e + Rounder;
    const Vector n = rounded - Rounder;
    const Vector f = (x - n * Ln2High) - n * Ln2Low;
    Vector sum = Vector{} + 1.0F / 5040;
    sum = sum * f + 1.0F / 720;
    sum = sum * f + 1.0F / 120;
    sum = sum * f + 1.0F / 24;
    sum = sum * f + 1.0F / 6;
    sum = sum * f + 0.5F;
    sum = sum * f + 1.0F;
    sum = sum * f + 1.0F;
    const Whole power = __builtin_convertvector(n, Whole) + 127;
    return sum * __builtin_bit_cast(Vector, power << 23);
}

void exponentials(float* values, std::size_t count) {
    for (std::size_t i = 0; i < count; i += Lanes) {
        store(values + i, exponential(load(values + i)));
    }
}

/// f + (1 − f)·sigmoid(r + 2) = (1 + f·e) / (1 + e) with e = exp(−r − 2).
inline Vector scaleOf(Vector r, float least) {
    const Vector e = exponential(-r - 2.0F);
    return (1.0F + least * e) / (1.0F + e);
}

/// What the taps add that lie beyond the border.
inline Vector edgeAt(const Taps& t, int y, int x, int from) {
    Vector sum = {};
    for (int i = 0; i < 3; ++i) {
        for (int j = 0; j < 3; ++j) {
            if (y + i < 1 || y + i > t.side || x + j < 1 || x + j > t.side) {
                sum += load(t.edge + (i * 3 + j) * t.edgeStride + from);
            }
        }
    }
    return sum;
}

/// The sum of the nine taps that meet at a pixel, Lanes outputs of it.
inline Vector gathered(const Taps& t, int y, int x, int from) {
    Vector sum = t.bias ? load(t.bias + from) : Vector{};
    if (t.edge) {
        sum += edgeAt(t, y, x, from);
    }
    for (int i = y == 0 ? 1 : 0; i < (y == t.side - 1 ? 2 : 3); ++i) {
        for (int j = x == 0 ? 1 : 0; j < (x == t.side - 1 ? 2 : 3); ++j) {
            const std::ptrdiff_t pixel = (y + i - 1) * t.side + (x + j - 1);
            sum += load(t.products + pixel * t.stride + (i * 3 + j) * t.outputs + from);
        }
    }
    return sum;
}

constexpr int MostChannels = 1024;

/// What a coupling network says at one pixel.
struct Network {
    float translation[MostChannels + Lanes];
    float scale[MostChannels + Lanes];  // its second half; 1 where the coupling is additive

    explicit Network(const Combination& c) {
        for (int i = 0; i < c.channels; ++i) {
            scale[i] = 1.0F;
        }
    }

    void at(const Combination& c, int pixel) {
        for (int from = 0; from < c.taps.outputs; from += Lanes) {
            const Vector sum = gathered(c.taps, pixel / c.taps.side, pixel % c.taps.side, from);
            store(translation + from, sum);
            if (c.affine && from + Lanes > c.channels / 2) {
                store(scale + from, scaleOf(sum, c.leastScale));
            }
        }
    }
};

void combine(const Combination& c) {
    Network network(c);
    const int half = c.channels / 2;
    for (int pixel = c.first; pixel < c.last; ++pixel) {
        network.at(c, pixel);
        float* b = c.state + pixel * c.stateStride + half;
        for (int i = 0; i < half; i += Lanes) {
            const Vector t = load(network.translation + i);
            const Vector s = load(network.scale + half + i);
            const Vector was = load(b + i);
            storeFirst(b + i, c.inverse ? was / s - t : (was + t) * s, half - i);
        }
    }
}

/// With b = b′/s − t: ∂b/∂b′ = 1/s, ∂b/∂t = −1, ∂b/∂s = −(b + t)/s, ds/dr = (s − f)(1 − s)/(1 − f).
void combineSlopes(const CombinationSlopes& c) {
    Network network(c.at);
    const int half = c.at.channels / 2;
    const int outputs = c.at.taps.outputs;
    const float least = c.at.leastScale;
    const float steepness = 1.0F / (1.0F - least);
    for (int pixel = c.at.first; pixel < c.at.last; ++pixel) {
        network.at(c.at, pixel);
        const float* t = network.translation;
        const float* s = network.scale + half;
        const float* b = c.at.state + pixel * c.at.stateStride + half;
        for (int n = 0; n < c.count; ++n) {
            float* slope = c.slopes[n] + pixel * c.at.stateStride + half;
            float* out =
                c.outputs + (static_cast<std::ptrdiff_t>(n) * (c.at.last - c.at.first) + pixel - c.at.first) * outputs;
            for (int i = 0; i < half; ++i) {
                out[i] = -slope[i];
            }
            for (int i = 0; i < half && c.at.affine; ++i) {
                slope[i] /= s[i];
                out[half + i] = -slope[i] * (b[i] + t[i]) * ((s[i] - least) * steepness) * (1.0F - s[i]);
            }
        }
    }
}

void addTaps(const TapSums& sums) {
    float outputs[MostChannels + Lanes];
    for (int pixel = sums.first; pixel < sums.last; ++pixel) {
        for (int from = 0; from < sums.taps.outputs; from += Lanes) {
            store(outputs + from, gathered(sums.taps, pixel / sums.taps.side, pixel % sums.taps.side, from));
        }
        float* result = sums.result + pixel * sums.resultStride;
        for (int i = 0; i < sums.taps.outputs; ++i) {
            result[i] += outputs[i];
        }
    }
}

}  // namespace
