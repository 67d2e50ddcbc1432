// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/train/pass/PassKernels.h"

namespace facet::train {

#include "engine/train/pass/PassKernels.inl"

const PassKernels avx512PassKernels = kernelsNamed("AVX-512", [] {
    return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
           __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512dq");
});

}  // namespace facet::train
