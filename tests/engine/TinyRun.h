// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/flow/Glow.h"
#include "engine/train/TrainRun.h"

#include <torch/torch.h>

#include <cstdint>
#include <memory>

namespace facet::test {

/// Pictures of 8×8 that have something to learn: light above, dark below.
inline torch::Tensor tinyPictures(std::int64_t count) {
    const auto ramp = torch::linspace(200, 40, 8).view({1, 1, 8, 1});
    return (ramp + torch::randint(0, 40, {count, 3, 8, 8}, at::detail::createCPUGenerator(9)))
        .clamp(0, 255)
        .to(torch::kUInt8);
}

/// Of a flow of two levels for such pictures.
inline train::TrainConfig tinyConfig() {
    train::TrainConfig config;
    config.architecture.image = 8;
    config.architecture.steps = {2, 2};
    config.architecture.widths = {8, 12};
    return config;
}

/// That flow, as the seed draws it.
inline std::shared_ptr<flow::Glow> tinyFlow(std::uint64_t seed) {
    torch::manual_seed(seed);
    auto flow = std::make_shared<flow::Glow>(tinyConfig().architecture);
    flow->markInitialised();
    return flow;
}

/// What a run of a few steps learns from.
inline train::RunMaterial tinyMaterial() {
    const auto all = tinyPictures(23);
    return {{19, [all](std::int64_t i) { return all[i]; }}, all.slice(0, 19), R"({"name": "tiny"})"};
}

}  // namespace facet::test
