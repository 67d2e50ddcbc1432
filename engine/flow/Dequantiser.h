// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/flow/FlowStep.h"
#include "engine/flow/Squeeze.h"

#include <vector>

namespace facet::flow {

/// What a dequantiser is made of. It belongs to pictures of three channels and any even side.
struct DequantiserForm {
    std::int64_t steps = 4;
    std::int64_t width = 48;    ///< hidden channels of a step's coupling network
    std::int64_t context = 48;  ///< channels of what the networks see of the picture

    /// Throws std::invalid_argument that says what does not fit.
    void check() const;

    friend bool operator==(const DequantiserForm&, const DequantiserForm&) = default;
};

/// Noise for a batch of pictures, and how likely it was.
struct DrawnNoise {
    Tensor u;           ///< [B, 3, H, W] in (0, 1)
    Tensor logDensity;  ///< log q(u | x) in nats, [B]
};

/// A learnt dequantiser q(u | x), variational dequantisation (Ho et al. 2019, Flow++, arXiv 1902.00275, section 3.1).
///
/// A picture x of whole levels has the probability P(x) = ∫ p(x + u) du over the unit cube, and for any density q of
/// the noise log P(x) ≥ E[log p(x + u) − log q(u | x)], u drawn from q. The closer q comes to p(x + u) / P(x), the
/// tighter the bound; uniform noise (see Dequantise.h) is the q that knows nothing of x.
///
/// q is a flow of the squeezed noise, [B, 12, H/2, W/2]: eps ~ N(0, 1) goes through steps of Glow whose coupling
/// networks see a context c(x), two 3×3 convolutions of the squeezed picture, then through an affine map whose mean and
/// scale the context tells at every value, and through a sigmoid.
///
/// Modules: `context1`, `context2`, `step{k}.…` (FlowStep), `last.…` (ZeroConv2d). Threads: as Glow's.
class Dequantiser : public torch::nn::Module {
 public:
    /// Throws std::invalid_argument for a form that does not fit.
    explicit Dequantiser(const DequantiserForm& form);

    const DequantiserForm& form() const { return m_form; }

    /// `bins` are the pictures' levels, whole numbers 0 … 2ⁿ − 1 at `bits` = n, float [B, 3, H, W]; `eps` is standard
    /// normal and of their shape. The same eps draws the same noise.
    DrawnNoise draw(const Tensor& bins, int bits, const Tensor& eps);

 private:
    DequantiserForm m_form;
    Squeeze m_squeeze;
    torch::nn::Conv2d m_context1{nullptr}, m_context2{nullptr};
    std::vector<std::shared_ptr<FlowStep>> m_steps;
    std::shared_ptr<ZeroConv2d> m_last;
};

}  // namespace facet::flow
