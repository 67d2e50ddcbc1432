// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/flow/Glow.h"

#include <vector>

namespace facet::latent {

enum class PathKind {
    Linear,  ///< straight; the norm sinks between keys, towards the prior's mean
    Slerp,   ///< great circles of each level, and the norm from one key's to the next's (White 2016, arXiv 1609.04468)
    Spline   ///< Catmull-Rom through all keys, smooth at them
};

/// A way through latents. At whole numbers it passes through the keys exactly, bit for bit.
class LatentPath {
 public:
    /// At least one key, each of one image. A closed path goes on from the last key to the first.
    LatentPath(std::vector<flow::Eps> keys, PathKind kind, bool closed);

    /// The latents at a position: 0 is the first key, 1 the second. Beyond the ends of an open path: its ends.
    flow::Eps at(double position) const;

    std::size_t size() const { return m_keys.size(); }

 private:
    const flow::Eps& key(std::int64_t index) const;

    std::vector<flow::Eps> m_keys;
    PathKind m_kind;
    bool m_closed;
};

/// Latents of one image each as one batch.
flow::Eps stacked(const std::vector<flow::Eps>& images);

}  // namespace facet::latent
