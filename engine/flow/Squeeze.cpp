// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/flow/Squeeze.h"

#include <stdexcept>

namespace facet::flow {

Transformed Squeeze::forward(const Tensor& x) {
    requireImages(x, 0, "Squeeze::forward", 2);
    return {torch::pixel_unshuffle(x, 2), zeroLogDet(x)};
}

Transformed Squeeze::inverse(const Tensor& y) {
    requireImages(y, 0, "Squeeze::inverse");
    if (y.size(1) % 4 != 0) {
        throw std::invalid_argument("Squeeze::inverse: wanted a multiple of 4 channels, got " +
                                    std::to_string(y.size(1)));
    }
    return {torch::pixel_shuffle(y, 2), zeroLogDet(y)};
}

}  // namespace facet::flow
