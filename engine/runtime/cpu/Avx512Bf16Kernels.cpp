// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/runtime/cpu/Kernels.h"

#include <cstdint>
#include <immintrin.h>

namespace facet::runtime::cpu {

#include "engine/runtime/cpu/Bf16Arithmetic.inl"
#include "engine/runtime/cpu/VectorKernels.inl"

const Kernels avx512Bf16Kernels = {
    .name = "AVX-512 BF16",
    .bfloat16 = true,
    .lanes = Lanes,
    .group = Group,
    .depthStep = 2,
    .available = hasBf16,
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
