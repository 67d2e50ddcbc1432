// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/runtime/ResilientRuntime.h"

#include <algorithm>
#include <limits>

namespace facet::runtime {

using torch::Tensor;

void requireAgreement(const FlowRuntime& device, const FlowRuntime& processor) {
    const torch::NoGradGuard noGrad;
    const auto& architecture = device.architecture();
    auto generator = at::detail::createCPUGenerator(1);
    flow::Eps eps;
    for (std::int64_t l = 0; l < architecture.levels(); ++l) {
        auto shape = architecture.epsShape(l);
        shape.insert(shape.begin(), 1);
        eps.push_back(torch::randn(shape, generator) * 0.3);
    }
    const auto expected = processor.decode(eps);
    if (!torch::isfinite(expected).all().item<bool>()) {
        return;  // a flow that explodes shows nothing
    }
    const double share = device.precision() == Precision::Float32 ? 0.005 : 0.05;
    const double difference = (device.decode(eps) - expected).abs().mean().item<double>();
    if (!(difference <= share * expected.abs().mean().item<double>())) {  // NaN is no agreement
        throw Error(ErrorKind::Device, device.device() + " computes something else than the processor");
    }
}

ResilientRuntime::ResilientRuntime(std::unique_ptr<FlowRuntime> device, std::unique_ptr<FlowRuntime> processor)
    : m_device(std::move(device)),
      m_processor(std::move(processor)),
      m_largestBatch(std::numeric_limits<std::int64_t>::max()) {}

const FlowRuntime& ResilientRuntime::current() const {
    return m_device ? *m_device : *m_processor;
}

template <typename Work>
void ResilientRuntime::inParts(std::int64_t batch, const Work& work) const {
    const std::lock_guard turn(m_working);  // m_device changes in here alone, so reading it needs no more
    for (std::int64_t first = 0; first < batch;) {
        const auto count = m_device ? std::min(batch - first, m_largestBatch) : batch - first;
        try {
            work(current(), first, count);
            first += count;
        } catch (const DeviceFailure& failure) {
            if (!m_device) {
                throw;
            }
            retreat(failure, count);
        }
    }
}

void ResilientRuntime::retreat(const DeviceFailure& failure, std::int64_t count) const {
    const std::lock_guard lock(m_changing);
    if (failure.cause() == DeviceFailure::Cause::OutOfMemory && count > 1) {
        m_largestBatch = count / 2;
        m_story = " It takes at most " + std::to_string(m_largestBatch) + (m_largestBatch == 1 ? " image" : " images") +
                  " at once now: " + failure.what() + ".";
        return;
    }
    m_story = m_device->device() + " has failed (" + failure.what() + "), so the processor has taken over.";
    m_device.reset();
}

flow::Eps ResilientRuntime::encode(const Tensor& x) const {
    flow::requireImages(x, architecture().channels, "FlowRuntime::encode", architecture().image);
    std::vector<std::vector<Tensor>> levels(architecture().levels());
    inParts(x.size(0), [&](const FlowRuntime& runtime, std::int64_t first, std::int64_t count) {
        const auto eps = runtime.encode(x.narrow(0, first, count));
        for (std::size_t l = 0; l < levels.size(); ++l) {
            levels[l].push_back(eps[l]);
        }
    });
    flow::Eps whole;
    for (const auto& parts : levels) {
        whole.push_back(parts.size() == 1 ? parts.front() : torch::cat(parts));
    }
    return whole;
}

Tensor ResilientRuntime::decode(const flow::Eps& eps) const {
    flow::requireEps(eps, architecture(), "FlowRuntime::decode");
    std::vector<Tensor> parts;
    inParts(eps.front().size(0), [&](const FlowRuntime& runtime, std::int64_t first, std::int64_t count) {
        flow::Eps part;
        for (const auto& level : eps) {
            part.push_back(level.narrow(0, first, count));
        }
        parts.push_back(runtime.decode(part));
    });
    return parts.size() == 1 ? parts.front() : torch::cat(parts);
}

Precision ResilientRuntime::precision() const {
    const std::lock_guard lock(m_changing);
    return current().precision();
}

std::size_t ResilientRuntime::memory() const {
    const std::lock_guard lock(m_changing);
    return current().memory();
}

std::string ResilientRuntime::device() const {
    const std::lock_guard lock(m_changing);
    return current().device();
}

std::string ResilientRuntime::name() const {
    const std::lock_guard lock(m_changing);
    return current().name();
}

std::string ResilientRuntime::reason() const {
    const std::lock_guard lock(m_changing);
    return m_device ? m_device->reason() + m_story : m_story;
}

int ResilientRuntime::handovers() const {
    const std::lock_guard lock(m_changing);
    return m_device ? 0 : 1;
}

}  // namespace facet::runtime
