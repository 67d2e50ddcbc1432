// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/Learn.h"
#include "engine/train/LabelTable.h"

#include <torch/torch.h>

#include <filesystem>
#include <stop_token>
#include <vector>

namespace facet::learning {

/// Aligned faces in memory with their labels.
struct FaceSet {
    torch::Tensor pictures;  ///< u8 [N, 3, S, S]
    torch::Tensor labels;    ///< float [N, attributes of the table]: 1, 0, NaN = unknown
    torch::Tensor heldOut;   ///< bool [N]

    std::int64_t count() const { return pictures.size(0); }
    FaceSet where(const torch::Tensor& mask) const;
};

/// All pictures of the archives that the table knows, resampled to side×side. A picture that stands in several archives
/// is taken once. Throws Error(Input) where nothing is found.
FaceSet readFaces(const train::LabelTable& table, const std::vector<std::filesystem::path>& archives, int side,
                  const Progress& progress, const std::stop_token& stop);

/// Throws Error(Interrupted) where the person has asked for an end.
void checkStop(const std::stop_token& stop);

}  // namespace facet::learning
