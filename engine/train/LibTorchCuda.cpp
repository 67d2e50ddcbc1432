// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/train/LibTorchCuda.h"

#include "engine/Error.h"

#include <torch/torch.h>

#include <dlfcn.h>
#include <filesystem>
#include <link.h>
#include <string>

namespace facet::train {

namespace {

std::filesystem::path besideLibTorch(const char* name) {
    link_map* place = nullptr;
    void* loaded = dlopen("libtorch_cpu.so", RTLD_LAZY | RTLD_NOLOAD);
    if (loaded == nullptr || dlinfo(loaded, RTLD_DI_LINKMAP, static_cast<void*>(&place)) != 0) {
        return name;
    }
    return std::filesystem::path(place->l_name).parent_path() / name;
}

/// What keeps it from being loaded, or nothing.
std::string obstacle() {
    if (dlopen("libcuda.so.1", RTLD_LAZY | RTLD_LOCAL) == nullptr) {
        return "no NVIDIA driver";
    }
    const auto file = besideLibTorch("libtorch_cuda.so");
    std::error_code error;
    if (!std::filesystem::exists(file, error)) {
        return "this LibTorch computes on processors only, see docs/training.md";
    }
    if (dlopen(file.c_str(), RTLD_NOW | RTLD_GLOBAL) == nullptr) {
        return std::string("LibTorch's CUDA half cannot be loaded: ") + dlerror();
    }
    if (!torch::cuda::is_available()) {
        return "LibTorch finds no GPU that it can use";
    }
    auto& context = at::globalContext();
    context.setDeterministicCuDNN(true);
    context.setBenchmarkCuDNN(false);
    // A flow is inverted to the last digits of its 1×1 convolutions.
    context.setAllowTF32CuDNN(false);
    context.setAllowTF32CuBLAS(false);
    return "";
}

}  // namespace

void loadLibTorchCuda() {
    static const std::string found = obstacle();
    if (!found.empty()) {
        throw Error(ErrorKind::Device, found);
    }
}

}  // namespace facet::train
