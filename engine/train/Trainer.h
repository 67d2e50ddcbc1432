// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/model/GlowModel.h"
#include "engine/model/Safetensors.h"
#include "engine/train/Communicator.h"
#include "engine/train/TrainConfig.h"
#include "engine/train/pass/FlowPass.h"

#include <memory>

namespace facet::train {

/// How far a run has come.
struct TrainState {
    std::int64_t images = 0;   ///< seen, skipped steps included
    std::int64_t updates = 0;  ///< of the weights
    std::int64_t skipped = 0;  ///< steps whose loss or gradient was not finite
    double seconds = 0;        ///< that the run has trained, over all its parts
};

struct StepResult {
    double bitsPerDim = 0;
    double gradientNorm = 0;  ///< of bits/dim, before it is clipped
    bool skipped = false;
};

/// A flow on its way to a model: weights, Adam's moments, and the average of the weights that is worth keeping.
class Trainer {
 public:
    /// Trains `flow` in place. All processes begin with the same one.
    Trainer(std::shared_ptr<flow::Glow> flow, const TrainConfig& config, int threads, Communicator& team);

    /// One step of Adam on this process's share of a batch, in flow units. A loss or gradient that is not finite
    /// changes nothing but the count; too many of them in a row throw Error(Model).
    StepResult step(const torch::Tensor& x, double rate);

    /// Mean bits/dim of the averaged weights over pictures u8 [N, 3, pictureSide, pictureSide], always under the same
    /// noise; in float32.
    double validate(const torch::Tensor& pictures);

    /// Actnorms from a batch, where training begins from nothing.
    void initialiseFrom(const torch::Tensor& x);

    /// A copy of the averaged weights, as models are stored.
    model::GlowModel averagedModel();
    TrainState& state() { return m_state; }

    /// Everything that resuming needs, and back. restore() throws Error(Model) where it does not fit.
    model::TensorFile save() const;
    void restore(const model::TensorFile& file);

 private:
    void update(double rate, double gradientScale);
    double norm();

    const TrainConfig m_config;
    Communicator& m_team;
    std::shared_ptr<flow::Glow> m_flow, m_average;
    FlatParameters m_parameters, m_averaged;
    torch::Tensor m_first, m_second;
    FlowPass m_pass;
    runtime::cpu::ThreadTeam m_threads;
    TrainState m_state;
    int m_skippedInARow = 0;
};

/// The learning rate after a share of the run (0 … 1) and so many images: a linear warm-up, then a cosine.
double learningRate(const TrainConfig& config, double share, std::int64_t images);

/// Whether this processor multiplies bfloat16 faster than float32.
bool prefersBfloat16();

}  // namespace facet::train
