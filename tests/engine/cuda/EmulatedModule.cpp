// SPDX-License-Identifier: GPL-3.0-or-later
// libfacet_cuda_emulated.so: the module with its device played by the processor.
#include "tests/engine/cuda/EmulatedDevice.h"
// What the kernels need is complete only now.
#include "engine/runtime/cuda/Module.h"

extern "C" __attribute__((visibility("default"))) facet::test::EmulatedControl* emulatedControl() {
    return &facet::runtime::cuda::device::control();
}
