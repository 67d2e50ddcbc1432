// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/flow/Architecture.h"
#include "engine/flow/Attention.h"
#include "engine/flow/Bijection.h"

#include <optional>
#include <utility>

namespace facet::flow {

/// A 3×3 convolution, with an edge bias (see edgeBias()) where the padding says so.
///
/// Parameters: `weight` [out, in, 3, 3], `bias` [out], and `edge` [out, 3, 3] or none.
class EdgedConv2d : public torch::nn::Conv2dImpl {
 public:
    EdgedConv2d(std::int64_t in, std::int64_t out, Padding padding);

    Tensor forward(const Tensor& x);  ///< [B, in, H, W] → [B, out, H, W]

    Tensor edge;  ///< not defined without an edge bias
};

/// A 3×3 convolution that starts at 0 and whose output is scaled by a learned exp(3·log_scale), so that what it steers
/// starts as (nearly) the identity (Glow, section 3.3).
///
/// Parameters: `weight` [out, in, 3, 3], `bias` [out], `log_scale` [out]; with an edge bias `edge` [out, 3, 3].
class ZeroConv2d : public torch::nn::Module {
 public:
    ZeroConv2d(std::int64_t in, std::int64_t out, Padding padding);

    Tensor forward(const Tensor& x);  ///< [B, in, H, W] → [B, out, H, W]

    /// Multiplies the scale into weight, bias and edge and sets log_scale to 0; the function stays the same.
    void foldScale();

    Tensor weight;
    Tensor bias;
    Tensor logScale;
    Tensor edge;  ///< not defined without an edge bias
};

/// The channels' first half a stays and tells, through a network, what happens to the second half b:
/// h = conv3(relu(conv2(relu(conv1(a))))), 3×3, 1×1, 3×3 over `width` hidden channels; where its form says so, the
/// hidden channels attend over the plane before conv3. The network is never inverted.
/// So it may see anything else that both directions know: conv1 reads a and, behind it, the condition's channels.
class Coupling : public Bijection {
 public:
    Transformed forward(const Tensor& x) final { return forward(x, {}); }
    Transformed inverse(const Tensor& y) final { return inverse(y, {}); }
    /// Given c [B, condition, H, W]; not defined where the coupling has none.
    virtual Transformed forward(const Tensor& x, const Tensor& c) = 0;
    virtual Transformed inverse(const Tensor& y, const Tensor& c) = 0;

    /// The network's convolutions are computed in that, whatever the images and weights are kept in. What is not set:
    /// in the images' own.
    void computeNetworkIn(std::optional<torch::Dtype> arithmetic) { m_arithmetic = arithmetic; }

    std::shared_ptr<EdgedConv2d> conv1;
    torch::nn::Conv2d conv2{nullptr};
    std::shared_ptr<Attention> attention;  ///< none where the network does not attend
    std::shared_ptr<ZeroConv2d> conv3;

 protected:
    Coupling(std::int64_t channels, std::int64_t outputs, std::int64_t width, const CouplingForm& form);

    std::pair<Tensor, Tensor> halves(const Tensor& x, const char* where) const;  ///< a, b
    Tensor network(const Tensor& a, const Tensor& c);                            ///< h

 private:
    std::int64_t m_channels;
    std::int64_t m_condition;
    std::optional<torch::Dtype> m_arithmetic;
};

/// b′ = b + t(a); keeps volumes (NICE, arXiv 1410.8516, section 3.2).
class AdditiveCoupling : public Coupling {
 public:
    AdditiveCoupling(std::int64_t channels, std::int64_t width, const CouplingForm& form = {});
    using Coupling::forward;
    using Coupling::inverse;
    Transformed forward(const Tensor& x, const Tensor& c) override;
    Transformed inverse(const Tensor& y, const Tensor& c) override;
};

/// b′ = (b + t(a)) · s(a); log|det| = Σ log s (RealNVP, section 3.2; shift before scale as in OpenAI's code).
///
/// s = f + (1 − f)·sigmoid(r + 2) lies in (f, 1), with f = ½ in models of Facet's: a scale that may come near 0 makes
/// inverses explode (Behrmann et al. 2021, arXiv 2006.09347). Other people's models have f = 0. t and r are the first
/// and second half of h.
class AffineCoupling : public Coupling {
 public:
    AffineCoupling(std::int64_t channels, std::int64_t width, const CouplingForm& form = {});
    using Coupling::forward;
    using Coupling::inverse;
    Transformed forward(const Tensor& x, const Tensor& c) override;
    Transformed inverse(const Tensor& y, const Tensor& c) override;

    Tensor scale(const Tensor& r) const;  ///< s

 private:
    Tensor logScale(const Tensor& r) const;

    double m_leastScale;
};

}  // namespace facet::flow
