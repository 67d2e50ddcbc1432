// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/flow/Bijection.h"

namespace facet::flow {

/// y = (x + b) · exp(l), one b and l per channel; log|det| = H·W·Σl (Glow, arXiv 1807.03039, section 3.1).
///
/// Parameters: `bias` [C], `log_scale` [C]. In training mode the first batch sets them, so that every channel leaves
/// with mean 0 and variance 1 (data-dependent initialisation).
class ActNorm : public Bijection {
 public:
    explicit ActNorm(std::int64_t channels);

    Transformed forward(const Tensor& x) override;
    Transformed inverse(const Tensor& y) override;

    /// Sets the parameters from a batch [B, C, H, W]; constant channels are only centred.
    void initialiseFrom(const Tensor& x);
    /// Keeps the parameters as they are: the first training batch no longer sets them.
    void markInitialised() { m_initialised = true; }

    Tensor bias;
    Tensor logScale;

 private:
    bool m_initialised = false;
};

}  // namespace facet::flow
