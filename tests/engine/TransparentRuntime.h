// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/latent/Latent.h"
#include "engine/runtime/FlowRuntime.h"

#include <torch/torch.h>

#include <cmath>
#include <utility>

namespace facet {

/// A runtime whose latents are the picture's values, so that moves can be followed by hand; it explodes where a value
/// passes 10.
class TransparentRuntime : public runtime::FlowRuntime {
 public:
    explicit TransparentRuntime(flow::Architecture architecture) : m_architecture(std::move(architecture)) {}

    flow::Eps encode(const torch::Tensor& x) const override { return latent::unflatten(x.flatten(1), m_architecture); }
    torch::Tensor decode(const flow::Eps& eps) const override {
        const auto flat = latent::flatten(eps);
        return torch::where(flat.abs() > 10, torch::full_like(flat, INFINITY), flat)
            .view({-1, m_architecture.channels, m_architecture.image, m_architecture.image});
    }
    const flow::Architecture& architecture() const override { return m_architecture; }
    runtime::Precision precision() const override { return runtime::Precision::Float32; }
    std::size_t memory() const override { return 0; }
    std::string device() const override { return "test"; }
    std::string name() const override { return "test"; }
    std::string reason() const override { return ""; }

 private:
    flow::Architecture m_architecture;
};

}  // namespace facet
