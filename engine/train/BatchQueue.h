// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/train/TrainConfig.h"

#include <torch/torch.h>

#include <condition_variable>
#include <deque>
#include <exception>
#include <functional>
#include <mutex>
#include <thread>

namespace facet::train {

/// The pictures to train on: the number of them, and each as u8 [3, pictureSide, pictureSide]. Called from one thread.
struct PictureSource {
    std::int64_t count = 0;
    std::function<torch::Tensor(std::int64_t)> read;
};

/// Which of the batch's images a process takes.
struct Share {
    int rank = 0;
    int size = 1;
};

/// Batches of dequantised pictures, made ahead on a thread of its own. What a batch holds depends on the seed and its
/// place in the run alone: pictures come in a new order every epoch, mirrored at random, under uniform noise. For a
/// dequantiser, which draws the noise itself, they are at mid-bin.
class BatchQueue {
 public:
    /// The first batch begins at image `from` of the run.
    BatchQueue(PictureSource source, const TrainConfig& config, std::int64_t from, Share share);
    ~BatchQueue();
    BatchQueue(const BatchQueue&) = delete;
    BatchQueue& operator=(const BatchQueue&) = delete;

    /// This process's share of the next batch: float [B, inputChannels, image, image] in flow units. Waits for it;
    /// passes on what reading threw.
    torch::Tensor next();

 private:
    void fill(const std::stop_token& stop);
    torch::Tensor batchFrom(std::int64_t first);
    std::int64_t pictureAt(std::int64_t image);

    const PictureSource m_source;
    const TrainConfig m_config;
    const Share m_share;
    std::int64_t m_next;
    std::int64_t m_epoch = -1;
    torch::Tensor m_order;

    std::mutex m_mutex;
    std::condition_variable_any m_changed;
    std::deque<torch::Tensor> m_ready;
    std::exception_ptr m_error;
    std::jthread m_worker;
};

enum class RandomStream : std::uint64_t { Order = 1, Noise = 2, Validation = 3, Dequantiser = 4 };

/// A generator for the n-th of a run's random streams of one kind.
at::Generator generatorFor(std::uint64_t seed, RandomStream kind, std::uint64_t n);

}  // namespace facet::train
