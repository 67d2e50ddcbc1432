// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/bench/Stopwatch.h"
#include "engine/runtime/FlowRuntime.h"

#include <optional>
#include <string>

namespace facet::bench {

/// "rosinality64", "paper256", or SIZE,LEVELS,STEPS,WIDTH,affine|additive. Throws Error(Usage) for anything else.
flow::Architecture shapeNamed(const std::string& name);

/// A flow of that shape with random weights, as fast as a trained one.
std::shared_ptr<flow::Glow> randomFlow(const flow::Architecture& architecture);

/// Multiplications of one pass, in thousands of millions.
double gmacOf(const flow::Architecture& architecture);

struct FlowTimes {
    Spread runtime;
    /// The same pass through the modules of engine/flow on the same device; on a GPU only where LibTorch finds it, too.
    std::optional<Spread> eager;
    /// ms; the pass's convolutions alone, each the fastest way that the libraries offer; on the processor only.
    std::optional<double> floor;
};

/// One image. On the processor the modules and the floor use LibTorch's number of threads.
FlowTimes timeDecode(flow::Glow& flow, const runtime::FlowRuntime& runtime, double seconds);
FlowTimes timeEncode(flow::Glow& flow, const runtime::FlowRuntime& runtime, double seconds);

}  // namespace facet::bench
