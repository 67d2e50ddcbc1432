// SPDX-License-Identifier: GPL-3.0-or-later
// libfacet_nccl.so: all of it. It alone is linked with LibTorch's CUDA half.
#include "engine/train/together/NcclModule.h"

#include <torch/csrc/distributed/c10d/ProcessGroupNCCL.hpp>

extern "C" __attribute__((visibility("default"))) void facetNcclBackend(const c10::intrusive_ptr<c10d::Store>& store,
                                                                        int rank, int size,
                                                                        c10::intrusive_ptr<c10d::Backend>& backend) {
    backend = c10::make_intrusive<c10d::ProcessGroupNCCL>(store, rank, size);
}

static_assert(std::is_same_v<decltype(&facetNcclBackend), facet::train::NcclModuleFunction>);
