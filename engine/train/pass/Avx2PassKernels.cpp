// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/train/pass/PassKernels.h"

namespace facet::train {

#include "engine/train/pass/PassKernels.inl"

const PassKernels avx2PassKernels =
    kernelsNamed("AVX2", [] { return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma"); });

}  // namespace facet::train
