// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/runtime/cpu/Kernels.h"

namespace facet::runtime::cpu {
namespace {

/// Four lanes in the compiler's own vectors: for whatever processor the program itself runs on.
struct Arithmetic {
    using Vector = float __attribute__((vector_size(16)));
    using Whole = int __attribute__((vector_size(16)));
    using Operand = float;
    using Weights = Vector;
    static constexpr int Group = 1;
    static constexpr int Rows = 4;
    static constexpr int Blocks = 2;

    static Weights weights(const float* from) { return Weights{from[0], from[1], from[2], from[3]}; }
    static float broadcast(const float* from) { return *from; }
    static Vector multiplyAdd(float x, Weights w, Vector sum) { return x * w + sum; }
    static void storeOperands(float* to, Vector value) { __builtin_memcpy(to, &value, sizeof(value)); }
    static void toOperands(const float* from, float* to, std::size_t count) {
        __builtin_memcpy(to, from, count * sizeof(float));
    }
};

}  // namespace

#include "engine/runtime/cpu/VectorKernels.inl"

namespace {

bool available() {
    return true;
}

}  // namespace

const Kernels portableKernels = {
    .name = "portable",
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
