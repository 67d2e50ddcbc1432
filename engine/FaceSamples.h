// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/LoadedModel.h"

#include <cstdint>
#include <vector>

namespace facet {

/// Faces of nobody, drawn from the model with its details, each [1, 3, S, S] in flow units. Inside the engine only.
std::vector<torch::Tensor> sampledFaces(const LoadedModel& model, int n, double temperature, std::uint64_t seed);

}  // namespace facet
