// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/flow/Glow.h"
#include "engine/train/DensityPass.h"
#include "engine/train/Trainer.h"

#include <memory>

namespace facet::train {

/// Trains a flow by the density of pictures under uniform noise.
class FlowTrainer : public Trainer {
 public:
    /// Trains `flow` in place, where the hardware wants it. All processes begin with the same one.
    FlowTrainer(const std::shared_ptr<flow::Glow>& flow, const TrainConfig& config, const Hardware& hardware,
                Communicator& team);

    /// Actnorms from a batch, where training begins from nothing.
    void initialiseFrom(const torch::Tensor& x);

    double validate(const torch::Tensor& pictures) override;
    std::string fileName() const override { return "model.safetensors"; }
    void saveAverage(const std::filesystem::path& path, const std::string& card) override;
    /// A conditional flow's are what it makes of held-out pictures at half their size.
    torch::Tensor samples(const torch::Tensor& heldOut) const override;

 private:
    FlowTrainer(const std::shared_ptr<flow::Glow>& flow, std::shared_ptr<flow::Glow> average, const TrainConfig& config,
                const Hardware& hardware, Communicator& team);
    torch::Tensor objectiveAndSlopes(const torch::Tensor& x) override { return m_pass->logProbAndSlopes(x); }
    torch::Tensor& slopes() override { return m_pass->slopes(); }

    std::shared_ptr<flow::Glow> m_flow, m_average;
    std::unique_ptr<DensityPass> m_pass;
};

}  // namespace facet::train
