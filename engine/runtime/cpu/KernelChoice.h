// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/runtime/cpu/Kernels.h"

#include <vector>

namespace facet::runtime::cpu {

/// The sets that this processor can run and that multiply a small product right, the fastest of each precision first.
std::vector<const Kernels*> usableKernels();

struct ChosenKernels {
    const Kernels* hidden;  ///< for coupling networks
    const Kernels* exact;   ///< for everything else: float32
};

/// The fastest; networks in bfloat16 where the processor multiplies it, unless `allExact`.
ChosenKernels chosenKernels(bool allExact);

}  // namespace facet::runtime::cpu
