// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/runtime/CudaModule.h"
#include "engine/runtime/FlowRuntime.h"

#include <mutex>

namespace facet::runtime {

/// The flow on an NVIDIA GPU. Weights and activations stay there; a call copies its batch up and the result down. The
/// device's memory grows with the largest batch so far.
class CudaRuntime : public FlowRuntime {
 public:
    /// Throws DeviceFailure where the flow does not fit, Error(Device) where the GPU is not there or has not the
    /// precision.
    CudaRuntime(const flow::Glow& flow, const CudaModule& module, int device, Precision precision, std::string reason);

    flow::Eps encode(const torch::Tensor& x) const override;
    torch::Tensor decode(const flow::Eps& eps) const override;
    const flow::Architecture& architecture() const override { return m_architecture; }
    Precision precision() const override { return m_precision; }
    std::size_t memory() const override;
    std::string device() const override { return m_facts.name; }
    std::string name() const override;
    std::string reason() const override { return m_reason; }

 private:
    struct Destroy {
        const cuda::Interface* functions;
        void operator()(cuda::Flow* flow) const { functions->destroy(flow); }
    };

    flow::Architecture m_architecture;
    CudaModule m_module;
    cuda::DeviceFacts m_facts;
    Precision m_precision;
    std::string m_reason;
    mutable std::mutex m_mutex;
    std::unique_ptr<cuda::Flow, Destroy> m_flow;
};

}  // namespace facet::runtime
