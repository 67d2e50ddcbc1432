// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/runtime/FlowRuntime.h"

#include "engine/Error.h"
#include "engine/runtime/CpuRuntime.h"
#include "engine/runtime/cpu/KernelChoice.h"

#include <algorithm>

namespace facet::runtime {
namespace {

void requireKnown(const RuntimeOptions& options) {
    if (options.device != "auto" && options.device != "cpu") {
        throw Error(ErrorKind::Usage, "the device \"" + options.device + "\" is not known; it is auto or cpu");
    }
    const auto& p = options.precision;
    if (p != "auto" && p != "float32" && p != "bfloat16") {
        throw Error(ErrorKind::Usage, "the precision \"" + p + "\" is not known; it is auto, float32 or bfloat16");
    }
}

/// The first of a precision, the fastest; null where there is none.
const cpu::Kernels* fastest(const std::vector<const cpu::Kernels*>& kernels, bool bfloat16) {
    const auto found =
        std::find_if(kernels.begin(), kernels.end(), [&](const cpu::Kernels* k) { return k->bfloat16 == bfloat16; });
    return found == kernels.end() ? nullptr : *found;
}

std::string reasonOf(const RuntimeOptions& options, const cpu::Kernels& hidden) {
    std::string reason =
        options.device == "cpu" ? "The processor was asked for" : "This version computes on the processor";
    if (options.precision != "auto") {
        reason += ", and so was " + options.precision;
    } else if (hidden.bfloat16) {
        reason += std::string(", in bfloat16, which ") + hidden.name + " multiplies in hardware";
    } else {
        reason += ", in float32, for it has no bfloat16";
    }
    return reason + ".";
}

int coreCount() {
    return std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
}

}  // namespace

std::unique_ptr<FlowRuntime> makeFlowRuntime(const flow::Glow& flow, const RuntimeOptions& options) {
    requireKnown(options);
    const auto usable = cpu::usableKernels();
    const cpu::Kernels& exact = *fastest(usable, false);
    const cpu::Kernels* narrow = options.precision == "float32" ? nullptr : fastest(usable, true);
    if (options.precision == "bfloat16" && narrow == nullptr) {
        throw Error(ErrorKind::Device, "this processor has no bfloat16; leave --precision away");
    }
    const cpu::Kernels& hidden = narrow != nullptr ? *narrow : exact;
    return std::make_unique<CpuRuntime>(flow, hidden, exact, options.threads > 0 ? options.threads : coreCount(),
                                        reasonOf(options, hidden));
}

}  // namespace facet::runtime
