// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/Learn.h"
#include "engine/train/BatchQueue.h"

#include <filesystem>
#include <memory>
#include <stop_token>
#include <vector>

namespace facet::learning {

/// The pictures of some archives, by the split of their names.
struct TrainingPictures {
    train::PictureSource training;  ///< read when they are first wanted, and kept
    torch::Tensor validation;       ///< u8 [N, 3, side, side]; not defined where nothing is held out
    std::int64_t heldOut = 0;       ///< all there are; `validation` holds some, evenly chosen
};

/// A picture whose name stands in several archives is taken once. Throws Error(Input) where there is nothing to train
/// on; pictures that cannot be read fail when they are wanted.
TrainingPictures openPictures(const std::vector<std::filesystem::path>& archives, int side,
                              std::int64_t mostForValidation, const Progress& progress, const std::stop_token& stop);

/// All pictures of the archives in their order, u8 [N, 3, side, side]; or those that are held out alone; none whose
/// shorter side is less than `leastSide`. Not defined where there is none.
torch::Tensor readPictures(const std::vector<std::filesystem::path>& archives, int side, int leastSide,
                           bool heldOutOnly, const Progress& progress, const std::stop_token& stop);

/// [3, side, side] u8 of a picture's whole.
torch::Tensor wholePicture(const Image& image, int side);

}  // namespace facet::learning
