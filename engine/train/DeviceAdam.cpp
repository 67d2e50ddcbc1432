// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/train/Adam.h"

#include <cmath>
#include <numbers>

namespace facet::train {

using torch::Tensor;

namespace {

/// Whether a step is skipped is decided on the device: then it is taken with factors that change nothing.
class DeviceAdam : public Adam {
 public:
    DeviceAdam(AdamState state, const TrainConfig& config, std::int64_t dimensions)
        : m_state(std::move(state)),
          m_config(config),
          m_scale(1 / (static_cast<double>(config.batch * dimensions) * std::numbers::ln2)),
          m_counts(torch::zeros({3}, m_state.weights.options().dtype(torch::kInt64))),
          m_sums(torch::zeros({3}, m_state.weights.options().dtype(torch::kFloat64))) {}

    void step(const Tensor& objective, const Tensor& slopes, double rate) override {
        const torch::NoGradGuard noGrad;
        const auto bits = m_config.bits - objective * m_scale;
        const auto norm = slopes.norm(2, torch::kFloat64) * m_scale;
        const auto finite = torch::isfinite(bits).logical_and(torch::isfinite(norm));
        count(finite, bits, norm);
        const auto clipped = m_config.clipNorm > 0 ? (m_config.clipNorm / norm).clamp_max(1) : torch::ones_like(norm);
        const auto factor = torch::where(finite, clipped * m_scale, torch::zeros_like(norm));
        update(torch::where(finite, slopes, torch::zeros({}, slopes.options())).mul_(factor), finite, rate);
    }

    StepMeans report() override {
        const auto sums = m_sums.clone().cpu();
        m_sums.zero_();
        const auto* at = sums.data_ptr<double>();
        const double steps = std::max(at[0], 1.0);
        requireFew(counts().skippedInARow);
        return {static_cast<int>(at[0]), at[1] / steps, at[2] / steps};
    }

    StepCounts counts() const override {
        const auto counts = m_counts.cpu();
        const auto* at = counts.data_ptr<std::int64_t>();
        return {at[0], at[1], at[2]};
    }
    void setCounts(const StepCounts& counts) override {
        m_counts.copy_(torch::tensor({counts.updates, counts.skipped, counts.skippedInARow}, torch::kInt64));
    }

 private:
    void count(const Tensor& finite, const Tensor& bits, const Tensor& norm) {
        const auto one = finite.to(torch::kInt64);
        m_counts.copy_(torch::stack({m_counts[0] + one, m_counts[1] + 1 - one, (m_counts[2] + 1) * (1 - one)}));
        const auto line = torch::stack({torch::ones_like(bits), bits, norm});
        m_sums.add_(torch::where(finite, line, torch::zeros_like(line)));
    }

    /// A factor that is 1 where the step is skipped.
    static Tensor factor(double value, const Tensor& finite) {
        const auto one = torch::ones({}, finite.options().dtype(torch::kFloat32));
        return torch::where(finite, one * value, one);
    }

    void update(const Tensor& gradient, const Tensor& finite, double rate) {
        const auto& c = m_config;
        const auto t = m_counts[0].clamp_min(1).to(torch::kFloat64);  // 0 where the first step is skipped
        const auto correction = (1 - torch::pow(c.beta2, t)).sqrt();
        const auto zero = torch::zeros_like(t);
        const auto length = torch::where(finite, rate * correction / (1 - torch::pow(c.beta1, t)), zero);
        const auto kept = torch::where(finite, ((1 + t) / (10 + t)).clamp_max(c.average), zero + 1);
        const auto as = [](const Tensor& scalar) { return scalar.to(torch::kFloat32); };

        m_state.first.mul_(factor(c.beta1, finite)).add_(gradient, 1 - c.beta1);
        m_state.second.mul_(factor(c.beta2, finite)).addcmul_(gradient, gradient, 1 - c.beta2);
        const auto direction = m_state.first / (m_state.second.sqrt().add_(as(c.epsilon * correction)));
        m_state.weights.mul_(factor(1 - rate * c.weightDecay, finite)).sub_(direction.mul_(as(length)));
        m_state.average.mul_(as(kept)).add_(m_state.weights * as(1 - kept));
    }

    AdamState m_state;
    const TrainConfig m_config;
    const double m_scale;  // from nats of a batch to bits/dim
    Tensor m_counts;       // as StepCounts has them
    Tensor m_sums;         // since the last report: steps, bits/dim, norm
};

}  // namespace

std::unique_ptr<Adam> deviceAdam(const AdamState& state, const TrainConfig& config, std::int64_t dimensions) {
    return std::make_unique<DeviceAdam>(state, config, dimensions);
}

}  // namespace facet::train
