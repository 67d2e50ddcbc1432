// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/Error.h"
#include "engine/runtime/cpu/ThreadTeam.h"
#include "engine/train/Adam.h"
#include "engine/train/pass/PassKernels.h"

#include <cmath>
#include <numbers>
#include <numeric>
#include <utility>

namespace facet::train {

using torch::Tensor;

namespace {

/// The thread's range of `size` values, in whole cache lines.
std::pair<std::int64_t, std::int64_t> rangeOf(std::int64_t size, int thread, int threads) {
    const auto lines = size / 16;
    return {lines * thread / threads * 16, lines * (thread + 1) / threads * 16};
}

class HostAdam : public Adam {
 public:
    HostAdam(AdamState state, const TrainConfig& config, std::int64_t dimensions, int threads)
        : m_state(std::move(state)),
          m_config(config),
          m_scale(1 / (static_cast<double>(config.batch * dimensions) * std::numbers::ln2)),
          m_threads(threads) {}

    void step(const Tensor& objective, const Tensor& slopes, double rate) override {
        const double bits = m_config.bits - objective.item<double>() * m_scale;
        const double norm = normOf(slopes) * m_scale;
        if (!std::isfinite(bits) || !std::isfinite(norm)) {
            ++m_counts.skipped;
            requireFew(++m_counts.skippedInARow);
            return;
        }
        m_counts.skippedInARow = 0;
        const bool clip = m_config.clipNorm > 0 && norm > m_config.clipNorm;
        update(slopes, rate, m_scale * (clip ? m_config.clipNorm / norm : 1.0));
        ++m_sums.steps;
        m_sums.bitsPerDim += bits;
        m_sums.gradientNorm += norm;
    }

    StepMeans report() override {
        const auto sums = std::exchange(m_sums, {});
        const double count = std::max(sums.steps, 1);
        return {sums.steps, sums.bitsPerDim / count, sums.gradientNorm / count};
    }

    StepCounts counts() const override { return m_counts; }
    void setCounts(const StepCounts& counts) override { m_counts = counts; }

 private:
    double normOf(const Tensor& slopes) {
        std::vector<double> squares(m_threads.size());
        m_threads.run([&](int thread) {
            const auto [from, to] = rangeOf(slopes.size(0), thread, m_threads.size());
            squares[thread] = passKernels().squares(slopes.data_ptr<float>() + from, to - from);
        });
        return std::sqrt(std::accumulate(squares.begin(), squares.end(), 0.0));
    }

    void update(const Tensor& slopes, double rate, double gradientScale) {
        const auto t = static_cast<double>(++m_counts.updates);
        const double correction = std::sqrt(1 - std::pow(m_config.beta2, t));
        const double average = std::min(m_config.average, (1 + t) / (10 + t));
        const AdamStep step = {static_cast<float>(rate * correction / (1 - std::pow(m_config.beta1, t))),
                               static_cast<float>(m_config.epsilon * correction),
                               static_cast<float>(1 - rate * m_config.weightDecay),
                               static_cast<float>(m_config.beta1),
                               static_cast<float>(m_config.beta2),
                               static_cast<float>(gradientScale),
                               static_cast<float>(average)};
        m_threads.run([&](int thread) {
            const auto [from, to] = rangeOf(slopes.size(0), thread, m_threads.size());
            const auto at = [from = from](const Tensor& tensor) { return tensor.data_ptr<float>() + from; };
            passKernels().adam(step, at(m_state.weights), at(slopes), at(m_state.first), at(m_state.second),
                               at(m_state.average), to - from);
        });
    }

    const AdamState m_state;
    const TrainConfig m_config;
    const double m_scale;  // from nats of a batch to bits/dim
    runtime::cpu::ThreadTeam m_threads;
    StepCounts m_counts;
    StepMeans m_sums;
};

}  // namespace

void Adam::requireFew(std::int64_t skippedInARow) {
    constexpr std::int64_t Most = 20;
    if (skippedInARow >= Most) {
        throw Error(ErrorKind::Model, "the loss was not finite " + std::to_string(skippedInARow) +
                                          " times in a row; go back to an earlier checkpoint with a lower "
                                          "learning_rate or clip_norm");
    }
}

std::unique_ptr<Adam> hostAdam(const AdamState& state, const TrainConfig& config, std::int64_t dimensions,
                               int threads) {
    return std::make_unique<HostAdam>(state, config, dimensions, threads);
}

}  // namespace facet::train
