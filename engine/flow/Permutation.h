// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/flow/Bijection.h"

namespace facet::flow {

/// Mixes channels, the same way at every pixel, so that the next coupling sees another half. NICE reverses them,
/// RealNVP shuffles them once, Glow learns an invertible 1×1 convolution (arXiv 1807.03039, section 3.2).
class Permutation : public Bijection {
 public:
    /// y[o] = Σᵢ W[o, i] x[i] at every pixel.
    virtual Tensor weight() const = 0;         ///< W [C, C]
    virtual Tensor inverseWeight() const = 0;  ///< W⁻¹ [C, C]
    /// log |det W|, a scalar.
    virtual Tensor logAbsDeterminant() const = 0;

    Transformed forward(const Tensor& x) override;
    Transformed inverse(const Tensor& y) override;

 protected:
    explicit Permutation(std::int64_t channels) : m_channels(channels) {}
    std::int64_t channels() const { return m_channels; }

 private:
    std::int64_t m_channels;
};

/// A fixed order of the channels: y[o] = x[order[o]]. Buffer: `order` [C], int64.
class FixedPermutation : public Permutation {
 public:
    explicit FixedPermutation(const Tensor& order);
    static Tensor reversed(std::int64_t channels);                      ///< NICE
    static Tensor shuffled(std::int64_t channels, std::uint64_t seed);  ///< RealNVP
    /// RealNVP's alternating masks (section 3.4, figure 3), for step k of a level's K. A mask says which values a
    /// coupling keeps; here these are brought to the front. In the first half of the steps they form a checkerboard of
    /// the picture that the level squeezed, which is the channels 4c + 2dy + dx whose dy + dx is even; then they are
    /// half of the channels. From step to step both halves take turns.
    static Tensor masked(std::int64_t channels, std::int64_t k, std::int64_t steps);

    Transformed forward(const Tensor& x) override;
    Transformed inverse(const Tensor& y) override;
    Tensor weight() const override;
    Tensor inverseWeight() const override;
    Tensor logAbsDeterminant() const override;

 private:
    /// Module::to(dtype) takes buffers along; an order stays whole numbers.
    Tensor order() const { return m_order.to(torch::kInt64); }

    Tensor m_order;
};

/// A learned W, started from a random rotation. Parameter: `weight` [C, C].
///
/// W⁻¹ is taken in double precision, and outside of training only again once W has changed: libraries that invert at
/// every call spend most of their decoding there. In training mode W may change without a word: see FlatParameters.
class InvertibleConv1x1 : public Permutation {
 public:
    explicit InvertibleConv1x1(std::int64_t channels);

    Tensor weight() const override { return m_weight; }
    Tensor inverseWeight() const override;
    Tensor logAbsDeterminant() const override;

 private:
    Tensor m_weight;
    mutable Tensor m_inverse;
    mutable std::int64_t m_inverseOf = -1;  // the version of m_weight that m_inverse belongs to
    mutable const void* m_inverseOfData = nullptr;
};

/// W = P · L · (U + diag(sign · exp(log_s))): the determinant is Σ log_s (eq. 10 of the paper).
///
/// Parameters: `lower`, `upper` [C, C] (strict triangles are used), `log_s` [C]; buffers: `sign_s` [C], `p` [C, C].
class InvertibleConv1x1Lu : public Permutation {
 public:
    explicit InvertibleConv1x1Lu(std::int64_t channels);

    Tensor weight() const override;
    Tensor inverseWeight() const override;
    Tensor logAbsDeterminant() const override;

 private:
    Tensor lowerFactor() const;
    Tensor upperFactor() const;

    Tensor m_p;
    Tensor m_lower;
    Tensor m_upper;
    Tensor m_logS;
    Tensor m_signS;
};

}  // namespace facet::flow
