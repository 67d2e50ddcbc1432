// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/foreign/Refusal.h"

#include <torch/torch.h>

#include <cstddef>
#include <map>
#include <span>
#include <string>

namespace facet::foreign {

using Bytes = std::span<const std::byte>;
/// Tensors by name, as the file's program calls them; they may be views that are not contiguous.
using Weights = std::map<std::string, torch::Tensor>;

}  // namespace facet::foreign
