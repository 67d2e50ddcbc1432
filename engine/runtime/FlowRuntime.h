// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/flow/Glow.h"

#include <memory>
#include <string>

namespace facet::runtime {

/// A trained flow compiled for one device: encode and decode as fast as it can, nothing else.
///
/// Threads: const, one call at a time.
class FlowRuntime {
 public:
    virtual ~FlowRuntime() = default;

    /// [B, channels, image, image] float32 in flow units → whitened latents, finest first.
    virtual flow::Eps encode(const torch::Tensor& x) const = 0;
    /// The exact inverse of encode().
    virtual torch::Tensor decode(const flow::Eps& eps) const = 0;

    virtual const flow::Architecture& architecture() const = 0;
    virtual std::string device() const = 0;  ///< "CPU"
    virtual std::string reason() const = 0;  ///< one sentence: why this device
};

/// Compiles the flow for "auto" or "cpu". Throws Error(Usage) for another name.
/// The weights are copied: the flow may be thrown away.
std::unique_ptr<FlowRuntime> makeFlowRuntime(const flow::Glow& flow, const std::string& device, int threads);

}  // namespace facet::runtime
