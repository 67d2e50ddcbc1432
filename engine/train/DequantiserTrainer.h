// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/flow/Dequantiser.h"
#include "engine/flow/Glow.h"
#include "engine/train/DensityPass.h"
#include "engine/train/Trainer.h"

#include <memory>
#include <string>

namespace facet::train {

/// Trains a learnt dequantiser for a flow that stays as it is, by the bound E[log p(x + u) − log q(u | x)] of the
/// pictures' log-probability. The pass gives the flow's part of the gradient, autograd the dequantiser's.
class DequantiserTrainer : public Trainer {
 public:
    /// `modelHash` is the flow's. Begins with the weights that the config's seed draws. Throws Error(Model) for a flow
    /// that FlowPass does not know.
    DequantiserTrainer(const std::shared_ptr<flow::Glow>& flow, std::string modelHash, const TrainConfig& config,
                       const Hardware& hardware, Communicator& team);

    double validate(const torch::Tensor& pictures) override;
    std::string fileName() const override;
    void saveAverage(const std::filesystem::path& path, const std::string& card) override;
    torch::Tensor samples(const torch::Tensor& /*heldOut*/) const override { return {}; }

 private:
    struct Pair {
        std::shared_ptr<flow::Dequantiser> trained, average;
    };
    static Pair pairFor(const TrainConfig& config, const Hardware& hardware);
    DequantiserTrainer(const std::shared_ptr<flow::Glow>& flow, std::string modelHash, const Pair& pair,
                       const TrainConfig& config, const Hardware& hardware, Communicator& team);
    torch::Tensor objectiveAndSlopes(const torch::Tensor& x) override;
    torch::Tensor& slopes() override { return m_slopes; }
    torch::Tensor noiseFor(const torch::Tensor& bins);

    std::shared_ptr<flow::Glow> m_flow;
    std::string m_modelHash;
    std::shared_ptr<flow::Dequantiser> m_dequantiser, m_average;
    FlatParameters m_flowParameters;
    std::unique_ptr<DensityPass> m_pass;
    torch::Tensor m_slopes;
};

}  // namespace facet::train
