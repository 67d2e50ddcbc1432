// SPDX-License-Identifier: GPL-3.0-or-later
// The trainer's kernels as plain loops that the compiler makes vectors of, compiled once for each instruction set, in
// an anonymous namespace of its own.

namespace {

inline float toFloat(float x) {
    return x;
}
inline float toFloat(std::uint16_t x) {
    return __builtin_bit_cast(float, static_cast<std::uint32_t>(x) << 16);
}
inline void assign(float& to, float x) {
    to = x;
}
/// To the nearest bfloat16, ties to even.
inline void assign(std::uint16_t& to, float x) {
    const auto bits = __builtin_bit_cast(std::uint32_t, x);
    to = static_cast<std::uint16_t>((bits + 0x7FFFU + ((bits >> 16) & 1U)) >> 16);
}

/// eˣ to about 1e-7 of itself; arguments beyond float32's range are clamped to it.
inline float exponential(float x) {
    constexpr float Log2e = 1.44269504F;
    constexpr float Ln2High = 0.693359375F;
    constexpr float Ln2Low = -2.12194440e-4F;
    x = x > 88.0F ? 88.0F : x;
    x = x < -87.0F ? -87.0F : x;
    const float scaled = x * Log2e;
    const int whole = static_cast<int>(scaled + (scaled < 0 ? -0.5F : 0.5F));
    const float n = static_cast<float>(whole);
    const float f = (x - n * Ln2High) - n * Ln2Low;
    float sum = 1.0F / 5040;
    sum = sum * f + 1.0F / 720;
    sum = sum * f + 1.0F / 120;
    sum = sum * f + 1.0F / 24;
    sum = sum * f + 1.0F / 6;
    sum = sum * f + 0.5F;
    sum = sum * f + 1.0F;
    sum = sum * f + 1.0F;
    return sum * __builtin_bit_cast(float, (whole + 127) << 23);
}

/// The line of a plane shifted by `shift` pixels: to[x] = from[x + shift], 0 beyond its ends.
template <class Operand>
inline void shifted(const float* from, int side, int shift, Operand* to) {
    const int begin = shift < 0 ? 1 : 0;
    const int end = shift > 0 ? side - 1 : side;
    if (begin == 1) {
        assign(to[0], 0.0F);
    }
    if (end < side) {
        assign(to[side - 1], 0.0F);
    }
    for (int x = begin; x < end; ++x) {
        assign(to[x], from[x + shift]);
    }
}

template <class Operand>
void spread(const float* planes, const Planes& shape, int sign, Operand* rows) {
    const int side = shape.side;
    const std::ptrdiff_t pixels = shape.pixels();
    for (int row = 0; row < 9 * shape.channels; ++row) {
        const int down = sign * (row % 9 / 3 - 1);
        const int right = sign * (row % 3 - 1);
        const float* channel = planes + row / 9 * shape.stride;
        Operand* to = rows + row * pixels;
        for (int line = 0; line < shape.images * side; ++line, to += side) {
            const int y = line % side + down;
            if (y < 0 || y >= side) {
                for (int x = 0; x < side; ++x) {
                    to[x] = Operand{};
                }
            } else {
                shifted(channel + (line + down) * side, side, right, to);
            }
        }
    }
}

/// sum[x] += Σⱼ line j [x + sign·(j − 1)] for the three taps of one line.
template <class Operand>
inline void addLine(const Operand* rows, std::ptrdiff_t pixels, int side, int sign, float* sum) {
    const Operand* left = rows + (sign > 0 ? 0 : 2) * pixels;  // what lies one to the left of its place
    const Operand* middle = rows + pixels;
    const Operand* right = rows + (sign > 0 ? 2 : 0) * pixels;
    for (int x = 0; x < side; ++x) {
        sum[x] += toFloat(middle[x]);
    }
    for (int x = 1; x < side; ++x) {
        sum[x] += toFloat(left[x - 1]);
    }
    for (int x = 0; x + 1 < side; ++x) {
        sum[x] += toFloat(right[x + 1]);
    }
}

template <class Operand>
void gather(const Operand* rows, const Planes& shape, int sign, const float* start, const float* scale, float* planes) {
    const int side = shape.side;
    const std::ptrdiff_t pixels = shape.pixels();
    for (int c = 0; c < shape.channels; ++c) {
        const Operand* taps = rows + 9 * c * pixels;
        float* to = planes + c * shape.stride;
        for (int line = 0; line < shape.images * side; ++line, to += side) {
            if (start) {
                for (int x = 0; x < side; ++x) {
                    to[x] = start[c];
                }
            }
            for (int i = 0; i < 3; ++i) {
                const int y = line % side + sign * (i - 1);
                if (y >= 0 && y < side) {
                    addLine(taps + 3 * i * pixels + (line + sign * (i - 1)) * side, pixels, side, sign, to);
                }
            }
            if (start) {
                for (int x = 0; x < side; ++x) {
                    to[x] *= scale[c];
                }
            }
        }
    }
}

template <class Operand>
void activate(Operand* h, const float* bias, int pixels, int width) {
    for (int p = 0; p < pixels; ++p, h += width) {
        for (int i = 0; i < width; ++i) {
            const float sum = toFloat(h[i]) + bias[i];
            assign(h[i], sum > 0 ? sum : 0.0F);
        }
    }
}

template <class Operand>
void mask(Operand* d, const Operand* h, int pixels, int width, float* biasSums) {
    for (int p = 0; p < pixels; ++p, d += width, h += width) {
        for (int i = 0; i < width; ++i) {
            const Operand left = h[i] != Operand{} ? d[i] : Operand{};
            d[i] = left;
            biasSums[i] += toFloat(left);
        }
    }
}

template <class Operand>
void accumulate(float* sum, const Operand* part, std::size_t count, bool first) {
    if (first) {
        for (std::size_t i = 0; i < count; ++i) {
            sum[i] = toFloat(part[i]);
        }
    } else {
        for (std::size_t i = 0; i < count; ++i) {
            sum[i] += toFloat(part[i]);
        }
    }
}

template <class Operand>
void operands(const float* from, Operand* to, std::size_t count) {
    for (std::size_t i = 0; i < count; ++i) {
        assign(to[i], from[i]);
    }
}

/// log of a product of scales, each in (½, 1): thirty-two of them stay far above the smallest float.
double logOfProduct(const float* s, int count) {
    double sum = 0;
    for (int from = 0; from < count; from += 32) {
        const int end = count - from < 32 ? count - from : 32;
        float product = 1;
        for (int i = 0; i < end; ++i) {
            product *= s[from + i];
        }
        sum += __builtin_log(static_cast<double>(product));
    }
    return sum;
}

/// ½ + ½·sigmoid(r + 2) = (1 + e/2) / (1 + e) with e = exp(−r − 2).
inline float scaleOf(float r) {
    const float e = exponential(-r - 2.0F);
    return (1.0F + 0.5F * e) / (1.0F + e);
}

void scales(const Coupled& c) {
    const int half = c.shape.channels / 2;
    for (int channel = half; c.affine && channel < 2 * half; ++channel) {
        float* r = c.network + channel * c.networkStride;
        for (int p = 0; p < c.shape.pixels(); ++p) {
            r[p] = scaleOf(r[p]);
        }
    }
}

double couple(const Coupled& c) {
    const int half = c.shape.channels / 2;
    const int pixels = c.shape.pixels();
    double sum = 0;
    for (int channel = 0; channel < half; ++channel) {
        const float* t = c.network + channel * c.networkStride;
        float* b = c.state + (half + channel) * c.shape.stride;
        if (!c.affine) {
            for (int p = 0; p < pixels; ++p) {
                b[p] += t[p];
            }
            continue;
        }
        float* r = c.network + (half + channel) * c.networkStride;
        for (int p = 0; p < pixels; ++p) {
            const float s = scaleOf(r[p]);
            r[p] = s;
            b[p] = (b[p] + t[p]) * s;
        }
        sum += logOfProduct(r, pixels);
    }
    return sum;
}

void uncoupleChannel(const Coupled& c, int channel, float* slope, const float* scale, float* out) {
    const int half = c.shape.channels / 2;
    const int pixels = c.shape.pixels();
    const float* t = c.network + channel * c.networkStride;
    float* b = c.state + (half + channel) * c.shape.stride;
    float* db = slope + (half + channel) * c.shape.stride;
    float* dt = out + static_cast<std::ptrdiff_t>(channel) * pixels;
    const float tScale = scale[channel];
    if (!c.affine) {
        for (int p = 0; p < pixels; ++p) {
            b[p] -= t[p];
            dt[p] = db[p] * tScale;
        }
        return;
    }
    const float* s = c.network + (half + channel) * c.networkStride;
    float* dr = out + static_cast<std::ptrdiff_t>(half + channel) * pixels;
    const float rScale = scale[half + channel];
    for (int p = 0; p < pixels; ++p) {
        const float inverse = 1.0F / s[p];
        const float moved = b[p] * inverse;  // b + t
        const float ds = db[p] * moved - inverse;
        const float through = db[p] * s[p];
        b[p] = moved - t[p];
        dr[p] = ds * (2.0F * s[p] - 1.0F) * (1.0F - s[p]) * rScale;
        dt[p] = through * tScale;
        db[p] = through;
    }
}

void uncouple(const Coupled& c, float* slope, const float* scale, float* out) {
    for (int channel = 0; channel < c.shape.channels / 2; ++channel) {
        uncoupleChannel(c, channel, slope, scale, out);
    }
}

double surprise(const float* z, const float* moments, const Planes& shape) {
    constexpr float HalfLogTwoPi = 0.918938533F;
    double sum = 0;
    for (int c = 0; c < shape.channels; ++c) {
        const float* at = z + c * shape.stride;
        const float* mean = moments + c * shape.stride;
        const float* logSd = moments + (shape.channels + c) * shape.stride;
        float row = 0;
        for (int p = 0; p < shape.pixels(); ++p) {
            const float eps = (at[p] - mean[p]) * exponential(-logSd[p]);
            row += 0.5F * eps * eps + logSd[p] + HalfLogTwoPi;
        }
        sum += static_cast<double>(row);
    }
    return sum;
}

void surpriseSlopes(const float* z, float* moments, const Planes& shape, const float* scale, float* slope) {
    for (int c = 0; c < shape.channels; ++c) {
        const float* at = z + c * shape.stride;
        float* mean = moments + c * shape.stride;
        float* logSd = moments + (shape.channels + c) * shape.stride;
        float* dz = slope + c * shape.stride;
        const float meanScale = scale[c];
        const float sdScale = scale[shape.channels + c];
        for (int p = 0; p < shape.pixels(); ++p) {
            const float narrow = exponential(-logSd[p]);
            const float eps = (at[p] - mean[p]) * narrow;
            dz[p] = eps * narrow;
            mean[p] = -eps * narrow * meanScale;
            logSd[p] = (1.0F - eps * eps) * sdScale;
        }
    }
}

void rowSums(const float* rows, const Planes& shape, float* sums) {
    for (int c = 0; c < shape.channels; ++c) {
        float sum = 0;
        for (int p = 0; p < shape.pixels(); ++p) {
            sum += rows[c * shape.stride + p];
        }
        sums[c] += sum;
    }
}

void add(float* sum, const float* part, std::size_t count) {
    for (std::size_t i = 0; i < count; ++i) {
        sum[i] += part[i];
    }
}

double dot(const float* a, const float* b, std::size_t count) {
    double sum = 0;
    for (std::size_t i = 0; i < count; ++i) {
        sum += static_cast<double>(a[i]) * static_cast<double>(b[i]);
    }
    return sum;
}

double squares(const float* values, std::size_t count) {
    return dot(values, values, count);
}

void adam(const AdamStep& step, float* values, const float* slopes, float* first, float* second, float* average,
          std::size_t count) {
    for (std::size_t i = 0; i < count; ++i) {
        const float g = slopes[i] * step.gradientScale;
        const float m = step.beta1 * first[i] + (1.0F - step.beta1) * g;
        const float v = step.beta2 * second[i] + (1.0F - step.beta2) * g * g;
        const float value = values[i] * step.decay - step.rate * m / (__builtin_sqrtf(v) + step.epsilon);
        first[i] = m;
        second[i] = v;
        values[i] = value;
        average[i] = step.average * average[i] + (1.0F - step.average) * value;
    }
}

template <class Operand>
constexpr NetworkKernels<Operand> networkKernels() {
    return {.spread = spread<Operand>,
            .gather = gather<Operand>,
            .activate = activate<Operand>,
            .mask = mask<Operand>,
            .accumulate = accumulate<Operand>,
            .operands = operands<Operand>};
}

constexpr PassKernels kernelsNamed(const char* name, bool (*available)()) {
    return {.name = name,
            .available = available,
            .exact = networkKernels<float>(),
            .half = networkKernels<std::uint16_t>(),
            .couple = couple,
            .scales = scales,
            .uncouple = uncouple,
            .surprise = surprise,
            .surpriseSlopes = surpriseSlopes,
            .rowSums = rowSums,
            .add = add,
            .squares = squares,
            .dot = dot,
            .adam = adam};
}

}  // namespace
