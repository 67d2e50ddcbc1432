// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/runtime/FlowRuntime.h"

#include "engine/Error.h"
#include "engine/runtime/CpuRuntime.h"

namespace facet::runtime {

std::unique_ptr<FlowRuntime> makeFlowRuntime(const flow::Glow& flow, const std::string& device, int threads) {
    if (device != "auto" && device != "cpu") {
        throw Error(ErrorKind::Usage, "the device \"" + device + "\" is not known; it is auto or cpu");
    }
    if (threads > 0) {
        torch::set_num_threads(threads);
    }
    return std::make_unique<CpuRuntime>(
        flow, device == "cpu" ? "The processor was asked for." : "This version computes on the processor.");
}

}  // namespace facet::runtime
