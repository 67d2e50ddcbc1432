// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <torch/csrc/distributed/c10d/Backend.hpp>
#include <torch/csrc/distributed/c10d/Store.hpp>

namespace facet::train {

/// LibTorch's NCCL, which is part of its CUDA half: from libfacet_nccl.so beside the program. Processes find one
/// another through the store. Throws Error(Device) where the module is not there or cannot be loaded.
c10::intrusive_ptr<c10d::Backend> ncclBackend(const c10::intrusive_ptr<c10d::Store>& store, int rank, int size);

/// What the module exports, under this name.
inline constexpr const char* NcclModuleSymbol = "facetNcclBackend";
using NcclModuleFunction = void (*)(const c10::intrusive_ptr<c10d::Store>& store, int rank, int size,
                                    c10::intrusive_ptr<c10d::Backend>& backend);

}  // namespace facet::train
