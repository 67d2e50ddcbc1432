// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/runtime/cpu/Kernels.h"

#include <immintrin.h>

namespace facet::runtime::cpu {
namespace {

struct Arithmetic {
    using Vector = __m512;
    using Whole = int __attribute__((vector_size(64)));
    using Operand = float;
    using Weights = __m512;
    static constexpr int Group = 1;
    static constexpr int Rows = 8;
    static constexpr int Blocks = 3;

    static Weights weights(const float* from) { return _mm512_loadu_ps(from); }
    static Vector broadcast(const float* from) { return _mm512_set1_ps(*from); }
    static Vector multiplyAdd(Vector x, Weights w, Vector sum) { return _mm512_fmadd_ps(x, w, sum); }
    static void storeOperands(float* to, Vector value) { _mm512_storeu_ps(to, value); }
    static void toOperands(const float* from, float* to, std::size_t count) {
        __builtin_memcpy(to, from, count * sizeof(float));
    }
};

}  // namespace

#include "engine/runtime/cpu/VectorKernels.inl"

namespace {

bool available() {
    return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq");
}

}  // namespace

const Kernels avx512Kernels = {
    .name = "AVX-512",
    .bfloat16 = false,
    .lanes = Lanes,
    .group = Group,
    .depthStep = 1,
    .available = available,
    .hidden = product<Finish::Hidden>,
    .gated = product<Finish::Gated>,
    .linear = product<Finish::Linear>,
    .neighbourhoods = neighbourhoods,
    .operands = operands,
    .combine = combine,
    .combineSlopes = combineSlopes,
    .addTaps = addTaps,
    .exponentials = exponentials,
};

}  // namespace facet::runtime::cpu
