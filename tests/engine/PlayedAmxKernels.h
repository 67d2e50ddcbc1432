// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/runtime/cpu/Kernels.h"

namespace facet::test {

/// The kernels for AMX on tiles that plain C++ plays, slowly: for processors with AVX-512 BF16, with or without AMX.
const runtime::cpu::Kernels& playedAmxKernels();

}  // namespace facet::test
