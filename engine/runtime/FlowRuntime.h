// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/flow/Glow.h"

#include <memory>
#include <string>

namespace facet::runtime {

/// What the coupling networks are computed in. State, 1×1 convolutions and priors are float32 in all of them, so that
/// either precision inverts to its own last digits.
enum class Precision { Float32, BFloat16 };

/// A trained flow compiled for one device: encode and decode as fast as it can, nothing else.
///
/// Threads: may be called from several; calls wait for one another.
class FlowRuntime {
 public:
    virtual ~FlowRuntime() = default;

    /// [B, channels, image, image] float32 in flow units → whitened latents, finest first.
    virtual flow::Eps encode(const torch::Tensor& x) const = 0;
    /// The exact inverse of encode().
    virtual torch::Tensor decode(const flow::Eps& eps) const = 0;

    virtual const flow::Architecture& architecture() const = 0;
    virtual Precision precision() const = 0;
    virtual std::size_t memory() const = 0;  ///< bytes that weights and activations take
    virtual std::string device() const = 0;  ///< "CPU"
    virtual std::string name() const = 0;    ///< "CPU, AVX-512, 2 threads"
    virtual std::string reason() const = 0;  ///< one sentence: why this device and precision
};

struct RuntimeOptions {
    std::string device = "auto";     ///< auto, cpu
    std::string precision = "auto";  ///< auto, float32, bfloat16
    int threads = 0;                 ///< 0: one a core
};

/// Compiles the flow. Throws Error(Usage) for a name that is not known, Error(Device) for what this machine has not.
/// The weights are copied: the flow may be thrown away.
std::unique_ptr<FlowRuntime> makeFlowRuntime(const flow::Glow& flow, const RuntimeOptions& options);

}  // namespace facet::runtime
