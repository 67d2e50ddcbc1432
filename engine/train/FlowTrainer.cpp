// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/train/FlowTrainer.h"

#include "engine/flow/Dequantise.h"
#include "engine/flow/Haar.h"
#include "engine/model/GlowModel.h"
#include "engine/train/BitsPerDim.h"

namespace facet::train {

using torch::Tensor;

namespace {

std::shared_ptr<flow::Glow> copyOf(flow::Glow& flow) {
    auto copy = std::make_shared<flow::Glow>(flow.architecture());
    const torch::NoGradGuard noGrad;
    const auto to = copy->named_parameters();
    for (const auto& p : flow.named_parameters()) {
        to[p.key()].copy_(p.value());
    }
    const auto buffers = copy->named_buffers();
    for (const auto& b : flow.named_buffers()) {
        buffers[b.key()].copy_(b.value());
    }
    copy->markInitialised();
    copy->eval();
    return copy;
}

}  // namespace

FlowTrainer::FlowTrainer(const std::shared_ptr<flow::Glow>& flow, const TrainConfig& config, const Hardware& hardware,
                         Communicator& team)
    : FlowTrainer(movedTo(hardware, flow), movedTo(hardware, copyOf(*flow)), config, hardware, team) {}

FlowTrainer::FlowTrainer(const std::shared_ptr<flow::Glow>& flow, std::shared_ptr<flow::Glow> average,
                         const TrainConfig& config, const Hardware& hardware, Communicator& team)
    : Trainer(*flow, *average, config, flow->architecture().dimensions(), hardware, team),
      m_flow(flow),
      m_average(std::move(average)),
      m_pass(densityPass(*m_flow, parameters(), config, hardware, /*frozen=*/false)) {}

void FlowTrainer::initialiseFrom(const Tensor& x) {
    const torch::NoGradGuard noGrad;
    m_flow->train();
    m_flow->encode(sentTo(hardware(), x));
    averaged().values().copy_(parameters().values());
}

double FlowTrainer::validate(const Tensor& pictures) {
    return meanBitsPerDim(*m_average, averaged(), pictures, config().bits, hardware().threads, [](double) {});
}

void FlowTrainer::saveAverage(const std::filesystem::path& path, const std::string& card) {
    const model::GlowModel model = {copyOf(*m_average), card, ""};  // saving folds its scales
    model::saveGlowModel(model, path, true);
}

Tensor FlowTrainer::samples(const Tensor& heldOut) const {
    if (config().samples == 0) {
        return {};
    }
    const torch::NoGradGuard noGrad;
    // The average's own modules would decode by the inverses of the matrices that they had at the last sheet.
    const auto flow = copyOf(*m_average);
    const auto& architecture = flow->architecture();
    auto eps = flow->sampleEps(config().samples, config().temperature, config().seed);
    if (architecture.condition > 0 && heldOut.defined()) {
        const auto first = heldOut.slice(0, 0, config().samples);
        for (auto& level : eps) {
            level = level.slice(0, 0, first.size(0));
        }
        eps.back() = flow::bandsFor(architecture, flow::fromLevels(first)).slice(1, architecture.channels);
    }
    return flow::picturesFrom(architecture, flow->decode(eps));
}

}  // namespace facet::train
