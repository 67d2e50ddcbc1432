// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/Progress.h"

#include <torch/torch.h>

#include <filesystem>
#include <stop_token>
#include <string>
#include <vector>

namespace facet::learning {

/// The largest face of every photo, aligned, in flow units [N, 3, side, side]. Each path is a photo, a folder or a zip
/// archive of photos; photos without a face are left out. `which`, "with" or "without", is for sentences.
///
/// Throws Error(Input) where fewer than 8 faces are found, Error(Interrupted) on `stop`.
torch::Tensor readPile(const std::vector<std::filesystem::path>& paths, int side, const std::string& which,
                       const Progress& progress, const std::stop_token& stop);

}  // namespace facet::learning
