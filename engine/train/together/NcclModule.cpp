// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/train/together/NcclModule.h"

#include "engine/Error.h"
#include "engine/runtime/InstalledModule.h"

#include <dlfcn.h>

namespace facet::train {

c10::intrusive_ptr<c10d::Backend> ncclBackend(const c10::intrusive_ptr<c10d::Store>& store, int rank, int size) {
    const auto file = runtime::installedModule("libfacet_nccl.so");
    void* library = dlopen(file.c_str(), RTLD_NOW | RTLD_LOCAL);
    if (library == nullptr) {
        throw Error(ErrorKind::Device, std::string("NCCL cannot be loaded, see docs/training.md: ") + dlerror());
    }
    const auto make = reinterpret_cast<NcclModuleFunction>(dlsym(library, NcclModuleSymbol));
    if (make == nullptr) {
        throw Error(ErrorKind::Device, file.string() + " is not of this version of Facet");
    }
    c10::intrusive_ptr<c10d::Backend> backend;
    make(store, rank, size, backend);
    return backend;
}

}  // namespace facet::train
