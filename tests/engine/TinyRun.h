// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/train/TrainRun.h"

#include <torch/torch.h>

namespace facet::test {

/// Pictures of 8×8 that have something to learn: light above, dark below.
inline torch::Tensor tinyPictures(std::int64_t count) {
    const auto ramp = torch::linspace(200, 40, 8).view({1, 1, 8, 1});
    return (ramp + torch::randint(0, 40, {count, 3, 8, 8}, at::detail::createCPUGenerator(9)))
        .clamp(0, 255)
        .to(torch::kUInt8);
}

/// What a run of a few steps learns from.
inline train::RunMaterial tinyMaterial() {
    const auto all = tinyPictures(23);
    return {{19, [all](std::int64_t i) { return all[i]; }}, all.slice(0, 19), R"({"name": "tiny"})"};
}

}  // namespace facet::test
