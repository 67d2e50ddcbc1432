// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/train/Trainer.h"

#include "engine/Error.h"
#include "engine/train/pass/PassKernels.h"

#include <nlohmann/json.hpp>

#include <cmath>
#include <numbers>
#include <numeric>

namespace facet::train {

using torch::Tensor;

namespace {

constexpr int MostSkippedInARow = 20;

/// The thread's range of `size` values, in whole cache lines.
std::pair<std::int64_t, std::int64_t> rangeOf(std::int64_t size, int thread, int threads) {
    const auto lines = size / 16;
    return {lines * thread / threads * 16, lines * (thread + 1) / threads * 16};
}

}  // namespace

bool prefersBfloat16() {
#if defined(__x86_64__)
    return __builtin_cpu_supports("avx512bf16") != 0;
#else
    return false;
#endif
}

bool inBfloat16(const TrainConfig& config) {
    return config.precision == "bfloat16" || (config.precision == "auto" && prefersBfloat16());
}

double learningRate(const TrainConfig& config, double share, std::int64_t images) {
    const double warm =
        config.warmup > 0
            ? std::min(1.0, static_cast<double>(images + config.batch) / static_cast<double>(config.warmup))
            : 1.0;
    const double cosine = 0.5 * (1 + std::cos(std::numbers::pi * std::clamp(share, 0.0, 1.0)));
    return config.learningRate * warm * (config.finalRate + (1 - config.finalRate) * cosine);
}

Trainer::Trainer(torch::nn::Module& trained, torch::nn::Module& average, const TrainConfig& config,
                 std::int64_t dimensions, int threads, Communicator& team)
    : m_config(config),
      m_team(team),
      m_parameters(trained),
      m_averaged(average),
      m_dimensions(dimensions),
      m_first(torch::zeros({m_parameters.size()})),
      m_second(torch::zeros({m_parameters.size()})),
      m_threads(threads) {}

double Trainer::norm() {
    std::vector<double> squares(m_threads.size());
    m_threads.run([&](int thread) {
        const auto [from, to] = rangeOf(m_parameters.size(), thread, m_threads.size());
        squares[thread] = passKernels().squares(slopes().data_ptr<float>() + from, to - from);
    });
    return std::sqrt(std::accumulate(squares.begin(), squares.end(), 0.0));
}

StepResult Trainer::step(const Tensor& x, double rate) {
    const double objective = m_team.sum(objectiveAndSlopes(x));
    m_team.sum(slopes().data_ptr<float>(), m_parameters.size());
    const auto batch = static_cast<double>(m_config.batch);
    const auto dimensions = static_cast<double>(m_dimensions);
    const double scale = 1 / (batch * dimensions * std::numbers::ln2);
    StepResult result;
    result.bitsPerDim = m_config.bits - objective * scale;
    result.gradientNorm = norm() * scale;
    m_state.images += m_config.batch;
    result.skipped = !std::isfinite(result.bitsPerDim) || !std::isfinite(result.gradientNorm);
    if (result.skipped) {
        ++m_state.skipped;
        if (++m_skippedInARow == MostSkippedInARow) {
            throw Error(ErrorKind::Model, "the loss was not finite " + std::to_string(MostSkippedInARow) +
                                              " times in a row; go back to an earlier checkpoint with a lower "
                                              "learning_rate or clip_norm");
        }
        return result;
    }
    m_skippedInARow = 0;
    const bool clip = m_config.clipNorm > 0 && result.gradientNorm > m_config.clipNorm;
    update(rate, scale * (clip ? m_config.clipNorm / result.gradientNorm : 1.0));
    return result;
}

void Trainer::update(double rate, double gradientScale) {
    const auto t = static_cast<double>(++m_state.updates);
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
        const auto [from, to] = rangeOf(m_parameters.size(), thread, m_threads.size());
        const auto at = [from = from](const Tensor& tensor) { return tensor.data_ptr<float>() + from; };
        passKernels().adam(step, at(m_parameters.values()), at(slopes()), at(m_first), at(m_second),
                           at(m_averaged.values()), to - from);
    });
}

model::TensorFile Trainer::save() const {
    model::TensorFile file;
    file.tensors = {{"weights", m_parameters.values()},
                    {"average", m_averaged.values()},
                    {"adam.first", m_first},
                    {"adam.second", m_second}};
    file.metadata["state"] = nlohmann::json{
        {"images", m_state.images},
        {"updates", m_state.updates},
        {"skipped", m_state.skipped},
        {"skipped_in_a_row", m_skippedInARow},
        {"seconds",
         m_state.seconds}}.dump();
    return file;
}

void Trainer::restore(const model::TensorFile& file) {
    try {
        const auto json = nlohmann::json::parse(file.metadata.at("state"));
        m_state = {json.at("images").get<std::int64_t>(), json.at("updates").get<std::int64_t>(),
                   json.at("skipped").get<std::int64_t>(), json.at("seconds").get<double>()};
        m_skippedInARow = json.at("skipped_in_a_row").get<int>();
        const std::map<std::string, Tensor> targets = {{"weights", m_parameters.values()},
                                                       {"average", m_averaged.values()},
                                                       {"adam.first", m_first},
                                                       {"adam.second", m_second}};
        for (const auto& [name, target] : targets) {
            if (file.tensors.at(name).sizes() != target.sizes()) {
                throw Error(ErrorKind::Model, "the checkpoint belongs to weights of another form");
            }
            auto to = target;
            to.copy_(file.tensors.at(name));
        }
    } catch (const nlohmann::json::exception&) {
        throw Error(ErrorKind::Model, "the checkpoint's state cannot be read");
    } catch (const std::out_of_range&) {
        throw Error(ErrorKind::Model, "the checkpoint is not complete");
    }
}

}  // namespace facet::train
