// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/flow/Glow.h"

namespace facet::latent {

/// Latents as one matrix, [B, d]: all eps of an image behind each other, the finest level first. Linear algebra over
/// latents (directions, fits, scores) happens here, where one row is one face.
torch::Tensor flatten(const flow::Eps& eps);

/// The inverse: [B, d] → eps of the architecture's shapes. Throws std::invalid_argument where d does not fit.
flow::Eps unflatten(const torch::Tensor& flat, const flow::Architecture& architecture);

/// Where each level starts in a flat latent; levels + 1 entries, the last is d.
std::vector<std::int64_t> levelOffsets(const flow::Architecture& architecture);

}  // namespace facet::latent
