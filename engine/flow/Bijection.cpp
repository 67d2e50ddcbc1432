// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/flow/Bijection.h"

#include <sstream>
#include <stdexcept>

namespace facet::flow {

void requireImages(const Tensor& x, std::int64_t channels, const char* where, std::int64_t multiple) {
    const bool fits = x.defined() && x.dim() == 4 && x.size(0) >= 1 && x.size(1) >= 1 &&
                      (channels == 0 || x.size(1) == channels) && x.size(2) % multiple == 0 &&
                      x.size(3) % multiple == 0 && x.is_floating_point();
    if (fits) {
        return;
    }
    std::ostringstream message;
    message << where << ": wanted floating-point images [B, ";
    (channels == 0 ? message << "C" : message << channels) << ", H, W]";
    if (multiple > 1) {
        message << " with H and W multiples of " << multiple;
    }
    message << ", got ";
    if (x.defined()) {
        message << x.sizes() << " of " << x.scalar_type();
    } else {
        message << "nothing";
    }
    throw std::invalid_argument(message.str());
}

Tensor zeroLogDet(const Tensor& x) {
    return torch::zeros({x.size(0)}, x.options());
}

}  // namespace facet::flow
