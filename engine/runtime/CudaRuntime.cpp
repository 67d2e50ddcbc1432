// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/runtime/CudaRuntime.h"

#include "engine/runtime/FoldedStep.h"

#include <list>

namespace facet::runtime {
namespace {

using torch::Tensor;

[[noreturn]] void fail(const cuda::Failure& failure) {
    const auto sentence = sentenceOf(failure);
    switch (failure.kind) {
        case cuda::Failure::OutOfMemory:
            throw DeviceFailure(DeviceFailure::Cause::OutOfMemory, sentence);
        case cuda::Failure::Lost:
            throw DeviceFailure(DeviceFailure::Cause::Lost, sentence);
        case cuda::Failure::Unusable:
            break;
    }
    throw Error(ErrorKind::Device, sentence);
}

cuda::Arithmetic arithmeticOf(Precision precision) {
    switch (precision) {
        case Precision::Float32:
            return cuda::Arithmetic::Float32;
        case Precision::BFloat16:
            return cuda::Arithmetic::BFloat16;
        case Precision::Float16:
            break;
    }
    return cuda::Arithmetic::Float16;
}

/// A flow's weights, folded, as the module takes them.
class Weights {
 public:
    explicit Weights(const flow::Glow& flow) {
        const torch::NoGradGuard noGrad;
        const auto& architecture = flow.architecture();
        for (std::int64_t l = 0; l < architecture.levels(); ++l) {
            auto& steps = m_steps.emplace_back();
            for (std::int64_t k = 0; k < architecture.steps[l]; ++k) {
                const auto& s = m_folded.emplace_back(flow.step(l, k));
                steps.push_back({at(s.mix), at(s.mixBias), at(s.unmix), at(s.unmixBias), at(s.conv1), at(s.conv1Bias),
                                 at(s.conv1Edge), at(s.conv2), at(s.conv2Bias), at(s.conv3), at(s.conv3Bias),
                                 at(s.conv3Edge)});
            }
            cuda::LevelWeights level = {static_cast<int>(architecture.sideAt(l)),
                                        static_cast<int>(architecture.channelsAt(l)),
                                        static_cast<int>(architecture.widths[l]),
                                        static_cast<int>(steps.size()),
                                        steps.data(),
                                        nullptr,
                                        nullptr,
                                        nullptr};
            if (l + 1 < architecture.levels()) {
                const auto& prior = m_priors.emplace_back(flow.prior(l));
                level.prior = at(prior.weight);
                level.priorBias = at(prior.bias);
                level.priorEdge = at(prior.edge);
            }
            m_levels.push_back(level);
        }
        m_topMean = plain(flow.topPrior()[0].flatten());
        m_topSd = plain(flow.topPrior()[1].exp().flatten());
    }

    cuda::FlowWeights of(const flow::Architecture& architecture) const {
        return {static_cast<int>(architecture.image),
                static_cast<int>(architecture.channels),
                architecture.coupling == flow::CouplingKind::Affine,
                static_cast<float>(architecture.leastScale),
                static_cast<int>(m_levels.size()),
                m_levels.data(),
                at(m_topMean),
                at(m_topSd)};
    }

 private:
    static const float* at(const Tensor& tensor) { return tensor.defined() ? tensor.const_data_ptr<float>() : nullptr; }

    std::list<FoldedStep> m_folded;
    std::list<FoldedPrior> m_priors;
    std::list<std::vector<cuda::StepWeights>> m_steps;
    std::vector<cuda::LevelWeights> m_levels;
    Tensor m_topMean;
    Tensor m_topSd;
};

}  // namespace

CudaRuntime::CudaRuntime(const flow::Glow& flow, const CudaModule& module, int device, Precision precision,
                         std::string reason)
    : m_architecture(flow.architecture()),
      m_module(module),
      m_facts(module.describe(device)),
      m_precision(precision),
      m_reason(std::move(reason)),
      m_flow(nullptr, Destroy{&m_module.functions()}) {
    if (m_architecture.condition > 0) {
        throw Error(ErrorKind::Device, "the GPU's module does not compute conditional flows yet");
    }
    if (!m_architecture.attention.empty()) {
        throw Error(ErrorKind::Device, "the GPU's module does not compute attention yet");
    }
    const Weights weights(flow);
    const auto all = weights.of(m_architecture);
    cuda::Failure failure = {};
    m_flow.reset(m_module.functions().create(device, &all, arithmeticOf(precision), &failure));
    if (!m_flow) {
        fail(failure);
    }
}

flow::Eps CudaRuntime::encode(const Tensor& x) const {
    flow::requireImages(x, m_architecture.channels, "CudaRuntime::encode", m_architecture.image);
    const auto images = plain(x);
    auto eps = flow::emptyEps(x.size(0), m_architecture);
    std::vector<float*> to;
    for (auto& level : eps) {
        to.push_back(level.mutable_data_ptr<float>());
    }
    const std::lock_guard lock(m_mutex);
    cuda::Failure failure = {};
    if (!m_module.functions().encode(m_flow.get(), static_cast<int>(x.size(0)), images.const_data_ptr<float>(),
                                     to.data(), &failure)) {
        fail(failure);
    }
    return eps;
}

Tensor CudaRuntime::decode(const flow::Eps& eps) const {
    flow::requireEps(eps, m_architecture, "CudaRuntime::decode");
    std::vector<Tensor> levels;
    std::vector<const float*> from;
    for (const auto& level : eps) {
        levels.push_back(plain(level));
        from.push_back(levels.back().const_data_ptr<float>());
    }
    const auto batch = eps.front().size(0);
    auto x = torch::empty({batch, m_architecture.channels, m_architecture.image, m_architecture.image});
    const std::lock_guard lock(m_mutex);
    cuda::Failure failure = {};
    if (!m_module.functions().decode(m_flow.get(), static_cast<int>(batch), from.data(), x.mutable_data_ptr<float>(),
                                     &failure)) {
        fail(failure);
    }
    return x;
}

std::size_t CudaRuntime::memory() const {
    const std::lock_guard lock(m_mutex);
    return m_module.functions().bytes(m_flow.get());
}

std::string CudaRuntime::name() const {
    return device() + ", compute capability " + std::to_string(m_facts.major) + "." + std::to_string(m_facts.minor);
}

}  // namespace facet::runtime
