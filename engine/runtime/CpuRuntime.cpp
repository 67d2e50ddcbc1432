// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/runtime/CpuRuntime.h"

#include <stdexcept>

namespace facet::runtime {

using torch::Tensor;

CpuRuntime::CpuRuntime(const flow::Glow& flow, const cpu::Kernels& hidden, const cpu::Kernels& exact, int threads,
                       std::string reason)
    : m_architecture(flow.architecture()),
      m_plan(flow, hidden, exact),
      m_reason(std::move(reason)),
      m_team(threads),
      m_frame(m_plan, threads) {}

template <typename Pass>
void CpuRuntime::forEachImage(std::int64_t batch, Pass pass) const {
    const std::lock_guard lock(m_mutex);
    const int threads = m_team.size();
    if (batch < threads || threads == 1) {
        m_team.run([&](int index) {
            const cpu::Crew crew{index, threads, threads > 1 ? &m_team : nullptr};
            for (std::int64_t i = 0; i < batch; ++i) {
                pass(m_frame, i, crew);
                crew.meet();
            }
        });
        return;
    }
    while (m_ownFrames.size() < static_cast<std::size_t>(threads)) {
        m_ownFrames.emplace_back(m_plan, 1);
    }
    m_team.run([&](int index) {
        for (std::int64_t i = index; i < batch; i += threads) {
            pass(m_ownFrames[index], i, cpu::Crew{});
        }
    });
}

flow::Eps CpuRuntime::encode(const Tensor& x) const {
    flow::requireImages(x, m_architecture.inputChannels(), "CpuRuntime::encode", m_architecture.image);
    const auto images = x.detach().to(torch::kCPU, torch::kFloat32).contiguous();
    auto eps = flow::emptyEps(x.size(0), m_architecture);
    forEachImage(x.size(0), [&](cpu::Frame& frame, std::int64_t image, const cpu::Crew& crew) {
        std::vector<float*> latents;
        for (auto& level : eps) {
            latents.push_back(level.mutable_data_ptr<float>() + image * level.stride(0));
        }
        frame.encode(images.const_data_ptr<float>() + image * images.stride(0), latents, crew);
    });
    return eps;
}

Tensor CpuRuntime::decode(const flow::Eps& eps) const {
    flow::requireEps(eps, m_architecture, "CpuRuntime::decode");
    flow::Eps plain;
    for (const auto& level : eps) {
        plain.push_back(level.detach().to(torch::kCPU, torch::kFloat32).contiguous());
    }
    const auto batch = plain.front().size(0);
    auto x = torch::empty({batch, m_architecture.inputChannels(), m_architecture.image, m_architecture.image});
    forEachImage(batch, [&](cpu::Frame& frame, std::int64_t image, const cpu::Crew& crew) {
        std::vector<const float*> latents;
        for (const auto& level : plain) {
            latents.push_back(level.const_data_ptr<float>() + image * level.stride(0));
        }
        frame.decode(latents, x.mutable_data_ptr<float>() + image * x.stride(0), crew);
    });
    return x;
}

Precision CpuRuntime::precision() const {
    return m_plan.hidden->bfloat16 ? Precision::BFloat16 : Precision::Float32;
}

std::size_t CpuRuntime::memory() const {
    const std::lock_guard lock(m_mutex);
    std::size_t sum = m_plan.bytes() + m_frame.bytes();
    for (const auto& frame : m_ownFrames) {
        sum += frame.bytes();
    }
    return sum;
}

std::string CpuRuntime::name() const {
    return std::string("CPU, ") + m_plan.hidden->name + ", " + std::to_string(m_team.size()) +
           (m_team.size() == 1 ? " thread" : " threads");
}

}  // namespace facet::runtime
