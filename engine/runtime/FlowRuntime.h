// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/Error.h"
#include "engine/flow/Glow.h"

#include <memory>
#include <string>

namespace facet::runtime {

/// What the coupling networks are computed in. State, 1×1 convolutions and priors are float32 in all of them, so that
/// either precision inverts to its own last digits.
enum class Precision { Float32, BFloat16, Float16 };

/// "float32", "bfloat16", "float16".
const char* nameOf(Precision precision);

/// A device that worked and does no longer, or that cannot hold so much at once. Others may take over.
class DeviceFailure : public Error {
 public:
    enum class Cause { OutOfMemory, Lost };
    DeviceFailure(Cause cause, const std::string& sentence) : Error(ErrorKind::Device, sentence), m_cause(cause) {}

    Cause cause() const noexcept { return m_cause; }

 private:
    Cause m_cause;
};

/// A trained flow compiled for one device: encode and decode as fast as it can, nothing else.
///
/// Threads: may be called from several; calls wait for one another. Errors: DeviceFailure, where a device can fail.
class FlowRuntime {
 public:
    virtual ~FlowRuntime() = default;

    /// [B, inputChannels, image, image] float32 in flow units → whitened latents, finest first.
    virtual flow::Eps encode(const torch::Tensor& x) const = 0;
    /// The exact inverse of encode().
    virtual torch::Tensor decode(const flow::Eps& eps) const = 0;

    virtual const flow::Architecture& architecture() const = 0;
    virtual Precision precision() const = 0;
    virtual std::size_t memory() const = 0;  ///< bytes that weights and activations take
    virtual std::string device() const = 0;  ///< "CPU", "NVIDIA H100"
    virtual std::string name() const = 0;    ///< "CPU, AVX-512, 2 threads"
    virtual std::string reason() const = 0;  ///< one sentence: why this device and precision
    /// How often another device has taken over: results of before and after differ in their last digits.
    virtual int handovers() const { return 0; }
};

struct RuntimeOptions {
    std::string device = "auto";     ///< auto, cpu, cuda, cuda:n
    std::string precision = "auto";  ///< auto, float32, bfloat16, float16
    int threads = 0;                 ///< of the processor; 0: one a core
};

/// `asked`, or one thread a core where that is 0.
int threadsOr(int asked);

/// Compiles the flow. Throws Error(Usage) for a name that is not known, Error(Device) for what this machine has not.
/// The weights are copied: the flow may be thrown away. A GPU's runtime hands over to the processor where it fails.
std::unique_ptr<FlowRuntime> makeFlowRuntime(const flow::Glow& flow, const RuntimeOptions& options);

/// "cpu", and "cuda" where a GPU can be used.
std::vector<std::string> usableDevices();

}  // namespace facet::runtime
