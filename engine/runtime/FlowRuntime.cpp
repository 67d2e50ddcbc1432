// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/runtime/FlowRuntime.h"

#include "engine/runtime/CpuRuntime.h"
#include "engine/runtime/CudaRuntime.h"
#include "engine/runtime/DeviceName.h"
#include "engine/runtime/ResilientRuntime.h"
#include "engine/runtime/cpu/KernelChoice.h"

#include <algorithm>

namespace facet::runtime {
namespace {

void requireKnownPrecision(const RuntimeOptions& options) {
    const auto& p = options.precision;
    if (p != "auto" && p != "float32" && p != "bfloat16" && p != "float16") {
        throw Error(ErrorKind::Usage,
                    "the precision \"" + p + "\" is not known; it is auto, float32, bfloat16 or float16");
    }
}

std::string reasonOf(const std::string& why, const std::string& precision, const cpu::Kernels& hidden) {
    if (precision != "auto") {
        return why + ", and so was " + precision + ".";
    }
    return why + (hidden.bfloat16 ? std::string(", in bfloat16, which ") + hidden.name + " multiplies in hardware."
                                  : ", in float32, which it multiplies fastest.");
}

std::unique_ptr<FlowRuntime> onProcessor(const flow::Glow& flow, const std::string& precision, int threads,
                                         const std::string& why) {
    if (precision == "float16") {
        throw Error(ErrorKind::Device, why + ", which does not compute in float16; leave --precision away");
    }
    const auto kernels = cpu::chosenKernels(precision);
    if (precision == "bfloat16" && !kernels.hidden->bfloat16) {
        throw Error(ErrorKind::Device, "this processor has no bfloat16; leave --precision away");
    }
    return std::make_unique<CpuRuntime>(flow, *kernels.hidden, *kernels.exact, threadsOr(threads),
                                        reasonOf(why, precision, *kernels.hidden));
}

/// Half precision multiplies as fast as bfloat16 on every GPU that the module knows, and rounds eight times finer.
Precision gpuPrecision(const std::string& name) {
    return name == "float32" ? Precision::Float32 : name == "bfloat16" ? Precision::BFloat16 : Precision::Float16;
}

std::unique_ptr<FlowRuntime> onGpu(const flow::Glow& flow, const RuntimeOptions& options, int index) {
    const auto precision = gpuPrecision(options.precision);
    std::string reason = options.device == "auto" ? "The GPU is faster than the processor" : "The GPU was asked for";
    reason += std::string(", in ") + nameOf(precision) + ".";
    auto gpu = std::make_unique<CudaRuntime>(flow, CudaModule::installed(), index, precision, reason);
    auto processor = onProcessor(flow, precision == Precision::Float32 ? "float32" : "auto", options.threads,
                                 "The processor stands by");
    requireAgreement(*gpu, *processor);
    return std::make_unique<ResilientRuntime>(std::move(gpu), std::move(processor));
}

}  // namespace

int threadsOr(int asked) {
    return asked > 0 ? asked : std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
}

const char* nameOf(Precision precision) {
    switch (precision) {
        case Precision::Float32:
            return "float32";
        case Precision::BFloat16:
            return "bfloat16";
        case Precision::Float16:
            break;
    }
    return "float16";
}

std::unique_ptr<FlowRuntime> makeFlowRuntime(const flow::Glow& flow, const RuntimeOptions& options) {
    const auto device = DeviceName::parse(options.device);
    requireKnownPrecision(options);
    if (!device.gpu) {
        return onProcessor(flow, options.precision, options.threads, "The processor was asked for");
    }
    std::string obstacle;
    try {
        return onGpu(flow, options, device.index.value_or(0));
    } catch (const Error& error) {
        if (error.kind() != ErrorKind::Device) {
            throw;
        }
        obstacle = error.what();
    }
    if (!device.processor) {
        throw deviceRefused(options.device, obstacle);
    }
    return onProcessor(flow, options.precision, options.threads, "The processor computes (" + obstacle + ")");
}

std::vector<std::string> usableDevices() {
    std::vector<std::string> devices = {"cpu"};
    try {
        CudaModule::installed().describe(0);
        devices.emplace_back("cuda");
    } catch (const Error&) {
        // makeFlowRuntime() tells why
    }
    return devices;
}

}  // namespace facet::runtime
