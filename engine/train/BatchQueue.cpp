// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/train/BatchQueue.h"

#include "engine/flow/Dequantise.h"
#include "engine/flow/Haar.h"

namespace facet::train {

using torch::Tensor;

namespace {

constexpr std::size_t Ahead = 3;

/// splitmix64: neighbouring numbers become unrelated ones.
std::uint64_t scrambled(std::uint64_t x) {
    x += 0x9E3779B97F4A7C15;
    x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9;
    x = (x ^ (x >> 27)) * 0x94D049BB133111EB;
    return x ^ (x >> 31);
}

}  // namespace

at::Generator generatorFor(std::uint64_t seed, RandomStream kind, std::uint64_t n) {
    const auto stream = scrambled(scrambled(seed) ^ static_cast<std::uint64_t>(kind));
    return at::detail::createCPUGenerator(scrambled(stream ^ n));
}

BatchQueue::BatchQueue(PictureSource source, const TrainConfig& config, std::int64_t from, Share share)
    : m_source(std::move(source)), m_config(config), m_share(share), m_next(from) {
    m_worker = std::jthread([this](const std::stop_token& stop) { fill(stop); });
}

BatchQueue::~BatchQueue() {
    m_worker.request_stop();
    m_changed.notify_all();
}

Tensor BatchQueue::next() {
    std::unique_lock lock(m_mutex);
    m_changed.wait(lock, [this] { return !m_ready.empty() || m_error; });
    if (m_ready.empty()) {
        std::rethrow_exception(m_error);
    }
    auto batch = m_ready.front();
    m_ready.pop_front();
    m_changed.notify_all();
    return batch;
}

void BatchQueue::fill(const std::stop_token& stop) {
    torch::set_num_threads(1);
    while (!stop.stop_requested()) {
        Tensor batch;
        std::exception_ptr error;
        try {
            batch = batchFrom(m_next);
        } catch (...) {
            error = std::current_exception();
        }
        m_next += m_config.batch;
        std::unique_lock lock(m_mutex);
        if (error) {
            m_error = error;
            m_changed.notify_all();
            return;
        }
        m_ready.push_back(batch);
        m_changed.notify_all();
        m_changed.wait(lock, stop, [this] { return m_ready.size() < Ahead; });
    }
}

std::int64_t BatchQueue::pictureAt(std::int64_t image) {
    const auto epoch = image / m_source.count;
    if (epoch != m_epoch) {
        m_epoch = epoch;
        m_order = torch::randperm(m_source.count,
                                  generatorFor(m_config.seed, RandomStream::Order, static_cast<std::uint64_t>(epoch)),
                                  torch::kInt64);
    }
    return m_order.data_ptr<std::int64_t>()[image % m_source.count];
}

/// Chance is drawn for the whole batch, so that it does not depend on how many processes share it.
Tensor BatchQueue::batchFrom(std::int64_t first) {
    const auto batch = m_config.batch;
    auto generator = generatorFor(m_config.seed, RandomStream::Noise, static_cast<std::uint64_t>(first));
    const auto mirrored = torch::rand({batch}, generator);
    const auto from = batch * m_share.rank / m_share.size;
    const auto to = batch * (m_share.rank + 1) / m_share.size;
    std::vector<Tensor> pictures;
    for (std::int64_t i = 0; i < batch; ++i) {
        const auto index = pictureAt(first + i);
        if (i >= from && i < to) {
            const auto picture = m_source.read(index);
            const bool mirror = m_config.mirror && mirrored.data_ptr<float>()[i] < 0.5F;
            pictures.push_back(mirror ? picture.flip(2) : picture);
        }
    }
    const auto pixels = torch::stack(pictures);
    auto shape = pixels.sizes().vec();
    shape[0] = batch;
    const auto noise = m_config.dequantiser ? torch::full({1}, 0.5) : torch::rand(shape, generator).slice(0, from, to);
    return flow::bandsFor(m_config.architecture, flow::dequantise(pixels, m_config.bits, noise));
}

}  // namespace facet::train
