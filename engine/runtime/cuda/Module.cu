// SPDX-License-Identifier: GPL-3.0-or-later
// libfacet_cuda.so, compiled by nvcc alone.
#include "engine/runtime/cuda/CudaDevice.h"
// What the kernels need is complete only now.
#include "engine/runtime/cuda/Module.h"
