// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/flow/Bijection.h"

namespace facet::flow {

/// [B, C, H, W] → [B, 4C, H/2, W/2]: pixel (2i + dy, 2j + dx) of channel c becomes pixel (i, j) of channel 4c + 2dy +
/// dx (RealNVP, arXiv 1605.08803, section 3.6).
class Squeeze : public Bijection {
 public:
    Transformed forward(const Tensor& x) override;
    Transformed inverse(const Tensor& y) override;
};

}  // namespace facet::flow
