// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/model/Safetensors.h"
#include "engine/train/Adam.h"
#include "engine/train/Communicator.h"
#include "engine/train/Hardware.h"
#include "engine/train/TrainConfig.h"
#include "engine/train/pass/FlatParameters.h"

#include <filesystem>
#include <memory>
#include <string>

namespace facet::train {

/// How far a run has come.
struct TrainState {
    std::int64_t images = 0;   ///< seen, skipped steps included
    std::int64_t skipped = 0;  ///< steps whose loss or gradient was not finite, as of the last report
    double seconds = 0;        ///< that the run has trained, over all its parts
};

/// Weights on their way to a file: what they learn from, Adam's moments, and the average of them that is worth keeping.
/// What is trained, and on what objective, is for those that derive from it.
class Trainer {
 public:
    virtual ~Trainer() = default;
    Trainer(const Trainer&) = delete;
    Trainer& operator=(const Trainer&) = delete;

    /// One step of Adam on this process's share of a batch, as the BatchQueue makes it; a GPU is given the work and not
    /// waited for. A loss or gradient that is not finite changes nothing but the count; too many of them in a row throw
    /// Error(Model), here or from report().
    void step(const torch::Tensor& x, double rate);
    /// What the steps since the last report came to; brings the state up to date.
    StepMeans report();

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
            const Hardware& hardware, Communicator& team);

    /// Σ of what is maximised, a log-likelihood or a bound of it in nats, over this process's share of a batch, which
    /// lies on the hardware's device: a float64 scalar there. slopes() becomes the gradient of its negative, flat as
    /// parameters().
    virtual torch::Tensor objectiveAndSlopes(const torch::Tensor& x) = 0;
    virtual torch::Tensor& slopes() = 0;

    const TrainConfig& config() const { return m_config; }
    const Hardware& hardware() const { return m_hardware; }
    Communicator& team() const { return m_team; }
    FlatParameters& parameters() { return m_parameters; }
    FlatParameters& averaged() { return m_averaged; }

 private:
    AdamState adamState() const { return {m_parameters.values(), m_averaged.values(), m_first, m_second}; }

    const TrainConfig m_config;
    const Hardware m_hardware;
    Communicator& m_team;
    FlatParameters m_parameters, m_averaged;
    torch::Tensor m_first, m_second;
    std::unique_ptr<Adam> m_adam;
    TrainState m_state;
};

/// The learning rate after a share of the run (0 … 1) and so many images: a linear warm-up, then a cosine.
double learningRate(const TrainConfig& config, double share, std::int64_t images);

}  // namespace facet::train
