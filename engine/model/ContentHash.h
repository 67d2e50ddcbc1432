// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <torch/torch.h>

#include <map>
#include <string>

namespace facet::model {

/// SHA-256 over names, shapes, types and bytes of all tensors, 64 hexadecimal digits: what ties latents and directions
/// to their model.
std::string contentHash(const std::map<std::string, torch::Tensor>& tensors);

/// SHA-256 (FIPS 180-4) of a text. LibTorch has none, and the engine builds with LibTorch alone.
std::string sha256(const std::string& bytes);

}  // namespace facet::model
