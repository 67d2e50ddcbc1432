// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/flow/Prior.h"

#include <cmath>
#include <numbers>

namespace facet::flow {

Tensor Gaussian::logDensity(const Tensor& eps) const {
    const double half = 0.5 * std::log(2 * std::numbers::pi);
    return -(0.5 * eps.square() + logSd + half).sum({1, 2, 3});
}

Gaussian SplitPrior::given(const Tensor& stays) {
    const auto parameters = forward(stays).chunk(2, 1);
    return {parameters[0], parameters[1]};
}

}  // namespace facet::flow
