// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/runtime/DecodeSlopes.h"

#include "engine/runtime/FoldedStep.h"
#include "engine/runtime/cpu/KernelChoice.h"

#include <stdexcept>

namespace facet::runtime {

using torch::Tensor;

DecodeSlopes::DecodeSlopes(const flow::Glow& flow, const cpu::Kernels& hidden, const cpu::Kernels& exact, int threads)
    : m_architecture(flow.architecture()),
      m_plan(flow, hidden, exact),
      m_slopePlan(flow, hidden, exact),
      m_team(threads) {
    if (!m_architecture.attention.empty()) {
        throw Error(ErrorKind::Model,
                    "slopes are not taken through coupling networks that attend; learn with --step classifiers and "
                    "--step directions, whose directions move all faces alike");
    }
    if (m_architecture.condition > 0) {
        throw std::invalid_argument("DecodeSlopes: slopes are not taken through a condition");
    }
}

cpu::SlopeFrame& DecodeSlopes::frameFor(int count) const {
    if (count != m_count) {
        m_frame = std::make_unique<cpu::SlopeFrame>(m_plan, m_slopePlan, m_team.size(), count);
        m_count = count;
    }
    return *m_frame;
}

Tensor DecodeSlopes::decode(const flow::Eps& eps) const {
    flow::requireEps(eps, m_architecture, "DecodeSlopes::decode");
    if (eps.front().size(0) != 1) {
        throw std::invalid_argument("DecodeSlopes::decode: wanted the latents of one picture");
    }
    flow::Eps held;
    std::vector<const float*> latents;
    for (const auto& level : eps) {
        held.push_back(plain(level));
        latents.push_back(held.back().const_data_ptr<float>());
    }
    auto x = torch::empty({1, m_architecture.channels, m_architecture.image, m_architecture.image});
    const std::lock_guard lock(m_mutex);
    auto& frame = frameFor(std::max(m_count, 1));
    m_team.run([&](int index) { frame.decode(latents, x.mutable_data_ptr<float>(), {index, m_team.size(), &m_team}); });
    return x;
}

flow::Eps DecodeSlopes::pull(const Tensor& x, const Tensor& slopes) const {
    flow::requireImages(x, m_architecture.channels, "DecodeSlopes::pull", m_architecture.image);
    flow::requireImages(slopes, m_architecture.channels, "DecodeSlopes::pull", m_architecture.image);
    if (x.size(0) != 1) {
        throw std::invalid_argument("DecodeSlopes::pull: wanted one picture");
    }
    const auto picture = plain(x);
    const auto given = plain(slopes);
    auto eps = flow::emptyEps(slopes.size(0), m_architecture);
    std::vector<float*> latents;
    for (auto& level : eps) {
        latents.push_back(level.mutable_data_ptr<float>());
    }
    const std::lock_guard lock(m_mutex);
    auto& frame = frameFor(static_cast<int>(slopes.size(0)));
    m_team.run([&](int index) {
        frame.pull(picture.const_data_ptr<float>(), given.const_data_ptr<float>(), latents,
                   {index, m_team.size(), &m_team});
    });
    return eps;
}

std::unique_ptr<DecodeSlopes> makeDecodeSlopes(const flow::Glow& flow, const RuntimeOptions& options) {
    const auto kernels = cpu::chosenKernels(options.precision);
    return std::make_unique<DecodeSlopes>(flow, *kernels.hidden, *kernels.exact, threadsOr(options.threads));
}

}  // namespace facet::runtime
