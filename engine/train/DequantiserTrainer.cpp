// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/train/DequantiserTrainer.h"

#include "engine/flow/Dequantise.h"
#include "engine/model/DequantiserFile.h"
#include "engine/train/BatchQueue.h"
#include "engine/train/BitsPerDim.h"

namespace facet::train {

using torch::Tensor;

DequantiserTrainer::Pair DequantiserTrainer::pairFor(const TrainConfig& config, const Hardware& hardware) {
    torch::manual_seed(config.seed);
    const auto make = [&] {
        return movedTo(hardware, std::make_shared<flow::Dequantiser>(config.dequantiser.value()));
    };
    Pair pair = {make(), make()};
    pair.average->eval();
    return pair;
}

DequantiserTrainer::DequantiserTrainer(const std::shared_ptr<flow::Glow>& flow, std::string modelHash,
                                       const TrainConfig& config, const Hardware& hardware, Communicator& team)
    : DequantiserTrainer(movedTo(hardware, flow), std::move(modelHash), pairFor(config, hardware), config, hardware,
                         team) {}

DequantiserTrainer::DequantiserTrainer(const std::shared_ptr<flow::Glow>& flow, std::string modelHash, const Pair& pair,
                                       const TrainConfig& config, const Hardware& hardware, Communicator& team)
    : Trainer(*pair.trained, *pair.average, config, flow->architecture().dimensions(), hardware, team),
      m_flow(flow),
      m_modelHash(std::move(modelHash)),
      m_dequantiser(pair.trained),
      m_average(pair.average),
      m_flowParameters(*m_flow),
      m_pass(densityPass(*m_flow, m_flowParameters, config, hardware, /*frozen=*/true)),
      m_slopes(torch::zeros_like(parameters().values())) {
    averaged().values().copy_(parameters().values());
}

/// Drawn for the whole batch, so that it does not depend on how many processes share it.
Tensor DequantiserTrainer::noiseFor(const Tensor& bins) {
    auto shape = bins.sizes().vec();
    shape[0] = config().batch;
    const auto first = static_cast<std::uint64_t>(state().images);
    const auto noise = torch::randn(shape, generatorFor(config().seed, RandomStream::Dequantiser, first));
    const auto from = shape[0] * team().rank() / team().size();
    const auto to = shape[0] * (team().rank() + 1) / team().size();
    return sentTo(hardware(), noise.slice(0, from, to));
}

Tensor DequantiserTrainer::objectiveAndSlopes(const Tensor& x) {
    const auto bins = flow::binsOf(x, config().bits);
    const auto drawn = m_dequantiser->draw(bins, config().bits, noiseFor(bins));
    const auto logProb = m_pass->logProbAndSlopes(flow::withNoise(bins, config().bits, drawn.u.detach()));
    const auto scale = static_cast<double>(1 << config().bits);
    m_dequantiser->zero_grad();
    torch::autograd::backward({drawn.u, drawn.logDensity},
                              {m_pass->imageSlopes() / scale, torch::ones_like(drawn.logDensity)});
    const torch::NoGradGuard noGrad;
    for (const auto& p : m_dequantiser->named_parameters()) {
        parameters().shaped(m_slopes, p.key()).copy_(p.value().grad());
    }
    return logProb - drawn.logDensity.sum(torch::kFloat64);
}

double DequantiserTrainer::validate(const Tensor& pictures) {
    return meanBitsPerDim(
        *m_flow, m_flowParameters, pictures, config().bits, hardware().threads, [](double) {}, m_average.get());
}

std::string DequantiserTrainer::fileName() const {
    return model::DequantiserFile;
}

void DequantiserTrainer::saveAverage(const std::filesystem::path& path, const std::string& card) {
    model::saveDequantiser({m_average, m_modelHash, card}, path);
}

}  // namespace facet::train
