// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <torch/torch.h>

#include <map>
#include <string>

namespace facet::model {

/// SHA-256 over names, shapes, types and bytes of all tensors, 64 hexadecimal digits: what ties latents and directions
/// to their model.
std::string contentHash(const std::map<std::string, torch::Tensor>& tensors);

}  // namespace facet::model
