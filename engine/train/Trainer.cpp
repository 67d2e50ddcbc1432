// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/train/Trainer.h"

#include "engine/Error.h"

#include <nlohmann/json.hpp>

#include <cmath>
#include <numbers>

namespace facet::train {

using torch::Tensor;

double learningRate(const TrainConfig& config, double share, std::int64_t images) {
    const double warm =
        config.warmup > 0
            ? std::min(1.0, static_cast<double>(images + config.batch) / static_cast<double>(config.warmup))
            : 1.0;
    const double cosine = 0.5 * (1 + std::cos(std::numbers::pi * std::clamp(share, 0.0, 1.0)));
    return config.learningRate * warm * (config.finalRate + (1 - config.finalRate) * cosine);
}

Trainer::Trainer(torch::nn::Module& trained, torch::nn::Module& average, const TrainConfig& config,
                 std::int64_t dimensions, const Hardware& hardware, Communicator& team)
    : m_config(config),
      m_hardware(hardware),
      m_team(team),
      m_parameters(trained),
      m_averaged(average),
      m_first(torch::zeros_like(m_parameters.values())),
      m_second(torch::zeros_like(m_parameters.values())),
      m_adam(hardware.device ? deviceAdam(adamState(), config, dimensions)
                             : hostAdam(adamState(), config, dimensions, hardware.threads)) {}

void Trainer::step(const Tensor& x, double rate) {
    auto objective = objectiveAndSlopes(sentTo(m_hardware, x));
    m_team.sum(objective);
    m_team.sum(slopes());
    m_state.images += m_config.batch;
    m_adam->step(objective, slopes(), rate);
}

StepMeans Trainer::report() {
    const auto means = m_adam->report();
    m_state.skipped = m_adam->counts().skipped;
    return means;
}

model::TensorFile Trainer::save() const {
    model::TensorFile file;
    file.tensors = {{"weights", m_parameters.values().cpu()},
                    {"average", m_averaged.values().cpu()},
                    {"adam.first", m_first.cpu()},
                    {"adam.second", m_second.cpu()}};
    const auto counts = m_adam->counts();
    file.metadata["state"] = nlohmann::json{
        {"images", m_state.images},
        {"updates", counts.updates},
        {"skipped", counts.skipped},
        {"skipped_in_a_row", counts.skippedInARow},
        {"seconds",
         m_state.seconds}}.dump();
    return file;
}

void Trainer::restore(const model::TensorFile& file) {
    try {
        const auto json = nlohmann::json::parse(file.metadata.at("state"));
        const auto number = [&json](const char* name) { return json.at(name).get<std::int64_t>(); };
        m_state = {number("images"), number("skipped"), json.at("seconds").get<double>()};
        m_adam->setCounts({number("updates"), number("skipped"), number("skipped_in_a_row")});
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
