// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/model/Safetensors.h"
#include "engine/runtime/cpu/ThreadTeam.h"
#include "engine/train/Communicator.h"
#include "engine/train/TrainConfig.h"
#include "engine/train/pass/FlatParameters.h"

#include <filesystem>
#include <string>

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

/// Weights on their way to a file: what they learn from, Adam's moments, and the average of them that is worth keeping.
/// What is trained, and on what objective, is for those that derive from it.
class Trainer {
 public:
    virtual ~Trainer() = default;
    Trainer(const Trainer&) = delete;
    Trainer& operator=(const Trainer&) = delete;

    /// One step of Adam on this process's share of a batch, as the BatchQueue makes it. A loss or gradient that is not
    /// finite changes nothing but the count; too many of them in a row throw Error(Model).
    StepResult step(const torch::Tensor& x, double rate);

    /// Mean bits/dim of the averaged weights over pictures u8 [N, 3, pictureSide, pictureSide], always under the same
    /// noise; in float32.
    virtual double validate(const torch::Tensor& pictures) = 0;

    /// The name of the file in the run's folder that the averaged weights are kept in.
    virtual std::string fileName() const = 0;
    /// Writes it, with a card (JSON).
    virtual void saveAverage(const std::filesystem::path& path, const std::string& card) = 0;
    /// [N, 3, pictureSide, pictureSide] in flow units, by the averaged weights; not defined where there are none to
    /// show. `heldOut` as validate()'s, or not defined.
    virtual torch::Tensor samples(const torch::Tensor& heldOut) const = 0;

    TrainState& state() { return m_state; }

    /// Everything that resuming needs, and back. restore() throws Error(Model) where it does not fit.
    model::TensorFile save() const;
    void restore(const model::TensorFile& file);

 protected:
    /// `trained` and `average` are modules of one form; a picture has `dimensions` values.
    Trainer(torch::nn::Module& trained, torch::nn::Module& average, const TrainConfig& config, std::int64_t dimensions,
            int threads, Communicator& team);

    /// Σ of what is maximised, a log-likelihood or a bound of it in nats, over this process's share of a batch.
    /// slopes() becomes the gradient of its negative, flat as parameters().
    virtual double objectiveAndSlopes(const torch::Tensor& x) = 0;
    virtual torch::Tensor& slopes() = 0;

    const TrainConfig& config() const { return m_config; }
    int threads() const { return m_threads.size(); }
    Communicator& team() const { return m_team; }
    FlatParameters& parameters() { return m_parameters; }
    FlatParameters& averaged() { return m_averaged; }

 private:
    void update(double rate, double gradientScale);
    double norm();

    const TrainConfig m_config;
    Communicator& m_team;
    FlatParameters m_parameters, m_averaged;
    std::int64_t m_dimensions;
    torch::Tensor m_first, m_second;
    runtime::cpu::ThreadTeam m_threads;
    TrainState m_state;
    int m_skippedInARow = 0;
};

/// The learning rate after a share of the run (0 … 1) and so many images: a linear warm-up, then a cosine.
double learningRate(const TrainConfig& config, double share, std::int64_t images);

/// Whether this processor multiplies bfloat16 faster than float32.
bool prefersBfloat16();
/// Whether the config's flow is computed in it.
bool inBfloat16(const TrainConfig& config);

}  // namespace facet::train
