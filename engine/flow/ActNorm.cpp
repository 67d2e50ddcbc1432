// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/flow/ActNorm.h"

namespace facet::flow {

namespace {

Tensor perChannel(const Tensor& parameter) {
    return parameter.view({1, -1, 1, 1});
}

}  // namespace

ActNorm::ActNorm(std::int64_t channels) {
    bias = register_parameter("bias", torch::zeros({channels}));
    logScale = register_parameter("log_scale", torch::zeros({channels}));
}

void ActNorm::initialiseFrom(const Tensor& x) {
    requireImages(x, bias.size(0), "ActNorm::initialiseFrom");
    const torch::NoGradGuard noGrad;
    const auto mean = x.mean({0, 2, 3});
    const auto deviation = (x - perChannel(mean)).square().mean({0, 2, 3}).sqrt();
    bias.copy_(-mean);
    // A channel that does not vary has nothing to be scaled to.
    logScale.copy_(torch::where(deviation > 1e-6, -deviation.clamp_min(1e-6).log(), torch::zeros_like(deviation)));
    m_initialised = true;
}

Transformed ActNorm::forward(const Tensor& x) {
    requireImages(x, bias.size(0), "ActNorm::forward");
    if (is_training() && !m_initialised) {
        initialiseFrom(x);
    }
    const auto pixels = static_cast<double>(x.size(2) * x.size(3));
    return {(x + perChannel(bias)) * perChannel(logScale.exp()), (logScale.sum() * pixels).expand({x.size(0)})};
}

Transformed ActNorm::inverse(const Tensor& y) {
    requireImages(y, bias.size(0), "ActNorm::inverse");
    const auto pixels = static_cast<double>(y.size(2) * y.size(3));
    return {y * perChannel((-logScale).exp()) - perChannel(bias), (-logScale.sum() * pixels).expand({y.size(0)})};
}

}  // namespace facet::flow
