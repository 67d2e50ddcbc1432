// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/runtime/cpu/Kernels.h"

#include <string>
#include <vector>

namespace facet::runtime::cpu {

/// The sets that this processor can run and that multiply a small product right, the fastest of each precision first.
std::vector<const Kernels*> usableKernels();

struct ChosenKernels {
    const Kernels* hidden;  ///< for coupling networks
    const Kernels* exact;   ///< for everything else: float32
};

/// Networks in "float32", in "bfloat16" where the processor has it at all, or "auto": in what it multiplies faster,
/// which a product of a network's size is timed for. A processor may have bfloat16 and be twice as slow in it as in
/// float32.
ChosenKernels chosenKernels(const std::string& precision);

}  // namespace facet::runtime::cpu
