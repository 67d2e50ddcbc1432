// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/runtime/FlowRuntime.h"

#include <memory>
#include <vector>

namespace facet::runtime {

/// What stands above a flow of pictures in a flow::Pyramid, compiled: conditional flows, each of the details that one
/// more doubling of the side adds. The picture that they stand on is the caller's, whatever it has done to it: so a
/// slider can show the small picture first and refine it when there is time.
///
/// Threads and errors as FlowRuntime's.
class DetailPyramid {
 public:
    /// Coarsest first; none: the pyramid is its base. Throws std::invalid_argument where they do not stand on one
    /// another, or on pictures of `baseSide`.
    DetailPyramid(std::int64_t baseSide, std::vector<std::shared_ptr<const FlowRuntime>> levels);

    /// The pyramid of that many of its levels, which both then share.
    DetailPyramid coarsest(std::size_t levels) const;

    std::int64_t side() const { return m_side; }  ///< of the finest picture
    std::size_t levels() const { return m_levels.size(); }

    struct Analysis {
        torch::Tensor base;              ///< [B, 3, baseSide, baseSide]: the picture's means
        std::vector<flow::Eps> details;  ///< of each level, coarsest first, without the condition
    };
    /// Of pictures [B, 3, side, side] in flow units.
    Analysis encode(const torch::Tensor& pictures) const;
    /// The picture whose means are `base` and whose details have those latents; exact where base is what encode() gave.
    torch::Tensor decode(const torch::Tensor& base, const std::vector<flow::Eps>& details) const;

 private:
    std::int64_t m_baseSide;
    std::int64_t m_side;
    std::vector<std::shared_ptr<const FlowRuntime>> m_levels;
};

}  // namespace facet::runtime
