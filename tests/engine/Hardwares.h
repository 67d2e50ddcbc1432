// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/Error.h"
#include "engine/train/Hardware.h"
#include "engine/train/LibTorchCuda.h"

#include <gtest/gtest.h>

#include <string>

namespace facet::test {

/// Why no GPU can train here, or nothing. The program's first question, before anything seeds LibTorch's generators.
inline const std::string noGpu = [] {
    try {
        train::loadLibTorchCuda();
        return std::string();
    } catch (const Error& error) {
        return std::string(error.what());
    }
}();

/// Tests of what trains, on everything that can: the processor's own pass, the modules on the processor, and a GPU.
class OnHardware : public testing::TestWithParam<const char*> {
 protected:
    void SetUp() override {
        if (isGpu() && !noGpu.empty()) {
            GTEST_SKIP() << noGpu;
        }
    }
    static bool isGpu() { return std::string(GetParam()) == "gpu_modules"; }
    static train::Hardware hardware() {
        if (isGpu()) {
            return {2, torch::Device(torch::kCUDA, 0)};
        }
        return std::string(GetParam()) == "modules" ? train::Hardware{2, torch::Device(torch::kCPU)}
                                                    : train::Hardware{2, {}};
    }
};

inline auto allHardware() {
    return testing::Values("processor", "modules", "gpu_modules");
}
inline std::string nameOfHardware(const testing::TestParamInfo<const char*>& info) {
    return info.param;
}

}  // namespace facet::test
