// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/runtime/CudaModule.h"

#include "engine/Error.h"
#include "engine/runtime/InstalledModule.h"

#include <dlfcn.h>
#include <iomanip>
#include <sstream>

namespace facet::runtime {

CudaModule::CudaModule(const std::filesystem::path& file) {
    void* library = dlopen(file.c_str(), RTLD_NOW | RTLD_LOCAL);
    if (library == nullptr) {
        throw Error(ErrorKind::Device, std::string("the GPU module cannot be loaded: ") + dlerror());
    }
    using Entry = const cuda::Interface* (*)();
    const auto entry = reinterpret_cast<Entry>(dlsym(library, cuda::InterfaceSymbol));
    m_functions = entry == nullptr ? nullptr : entry();
    if (m_functions == nullptr || m_functions->version != cuda::InterfaceVersion) {
        throw Error(ErrorKind::Device, file.string() + " is the GPU module of another version of Facet");
    }
}

CudaModule CudaModule::installed() {
    std::error_code error;
    const auto file = installedModule("libfacet_cuda.so");
    if (!std::filesystem::exists(file, error)) {
        const bool hasDriver = dlopen("libcuda.so.1", RTLD_LAZY | RTLD_LOCAL) != nullptr;
        throw Error(ErrorKind::Device,
                    hasDriver ? "built without the GPU module, see packaging/setup --with-cuda" : "no NVIDIA driver");
    }
    return CudaModule(std::filesystem::canonical(file));
}

cuda::DeviceFacts CudaModule::describe(int device) const {
    cuda::DeviceFacts facts = {};
    cuda::Failure failure = {};
    if (!m_functions->describe(device, &facts, &failure)) {
        throw Error(ErrorKind::Device, sentenceOf(failure));
    }
    return facts;
}

std::string sentenceOf(const cuda::Failure& failure) {
    if (failure.kind != cuda::Failure::OutOfMemory || failure.wantedBytes == 0) {
        return failure.words;
    }
    constexpr double Gib = 1024.0 * 1024.0 * 1024.0;
    std::ostringstream text;
    text << std::fixed << std::setprecision(1) << "out of memory: " << static_cast<double>(failure.wantedBytes) / Gib
         << " GiB wanted, " << static_cast<double>(failure.freeBytes) / Gib << " free";
    return text.str();
}

}  // namespace facet::runtime
