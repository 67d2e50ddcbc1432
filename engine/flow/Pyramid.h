// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/flow/Glow.h"

#include <memory>
#include <vector>

namespace facet::flow {

/// Flows of pictures of a side S, 2S, 4S …: the coarsest is a Glow, each finer one a conditional Glow of the details
/// that a picture of twice the side has more (Haar). Every flow is trained alone, and nothing approximates: log p(x) is
/// the sum of all levels' log p and of Haar's log-determinants (Wavelet Flow, Yu et al. 2020, arXiv 2010.13821).
///
/// Images are [B, C, side, side]. Latents are those of the finest flow, then of the next, without their conditions:
/// those are what the coarser flows decode. Threads and errors as Glow's.
class Pyramid {
 public:
    /// Finest first. Throws std::invalid_argument where one is not twice as large as the next.
    explicit Pyramid(std::vector<std::shared_ptr<Glow>> flows);

    std::int64_t side() const { return m_flows.front()->architecture().pictureSide(); }

    Encoded encode(const Tensor& x);
    Tensor decode(const Eps& eps);

 private:
    std::vector<std::shared_ptr<Glow>> m_flows;
};

/// Throws std::invalid_argument unless the architectures, finest first, make a pyramid.
void requirePyramid(const std::vector<Architecture>& levels);

}  // namespace facet::flow
