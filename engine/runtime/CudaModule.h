// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/runtime/cuda/Interface.h"

#include <filesystem>
#include <string>

namespace facet::runtime {

/// libfacet_cuda.so, loaded; it stays so until the process ends.
class CudaModule {
 public:
    /// Throws Error(Device) where the file is no such module, or one of another version.
    explicit CudaModule(const std::filesystem::path& file);

    /// Beside the program: ../lib/facet/libfacet_cuda.so. Throws Error(Device) where it is not.
    static CudaModule installed();

    const cuda::Interface& functions() const { return *m_functions; }

    /// Throws Error(Device) where the computer has no such GPU or cannot use it: "no NVIDIA driver".
    cuda::DeviceFacts describe(int device) const;

 private:
    const cuda::Interface* m_functions;
};

/// "out of memory: 3.1 GiB wanted, 1.9 free", or the failure's own words.
std::string sentenceOf(const cuda::Failure& failure);

}  // namespace facet::runtime
