// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/train/Hardware.h"

#include "engine/runtime/DeviceName.h"
#include "engine/train/LibTorchCuda.h"

#include <c10/core/impl/VirtualGuardImpl.h>

namespace facet::train {

namespace {

/// Whether this processor multiplies bfloat16 faster than float32.
bool prefersBfloat16() {
#if defined(__x86_64__)
    return __builtin_cpu_supports("avx512bf16") != 0;
#else
    return false;
#endif
}

torch::Device gpu(int index) {
    loadLibTorchCuda();
    if (index >= torch::cuda::device_count()) {
        throw Error(ErrorKind::Device, "there is no GPU " + std::to_string(index));
    }
    const torch::Device device(torch::kCUDA, static_cast<torch::DeviceIndex>(index));
    // What is not told of a device, such as pinned memory, would take some of the first GPU otherwise.
    c10::impl::VirtualGuardImpl(torch::kCUDA).setDevice(device);
    return device;
}

}  // namespace

Hardware hardwareNamed(const std::string& device, int threads, int localRank) {
    const auto name = runtime::DeviceName::parse(device);
    if (!name.gpu) {
        return {threads, {}};
    }
    try {
        return {threads, gpu(name.index.value_or(localRank))};
    } catch (const Error& error) {
        if (!name.processor) {
            throw runtime::deviceRefused(device, error.what());
        }
    }
    return {threads, {}};
}

std::string nameOf(const Hardware& hardware) {
    const bool gpu = hardware.device && hardware.device->is_cuda();
    return gpu ? "GPU " + std::to_string(hardware.device->index()) : "CPU";
}

bool inBfloat16(const TrainConfig& config, const Hardware& hardware) {
    const bool gpu = hardware.device && hardware.device->is_cuda();
    return config.precision == "bfloat16" || (config.precision == "auto" && (gpu || prefersBfloat16()));
}

torch::Tensor sentTo(const Hardware& hardware, const torch::Tensor& x) {
    if (!hardware.device || !hardware.device->is_cuda()) {
        return x;
    }
    return x.pin_memory().to(*hardware.device, /*non_blocking=*/true);
}

}  // namespace facet::train
