// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/runtime/cuda/Pass.h"

#include <cstdio>
#include <map>
#include <memory>
#include <new>
#include <utility>

/// The module behind Interface.h, for the device layer that was included before it.
namespace facet::runtime::cuda {

/// A flow on a device: weights, the memory of a batch, and one graph a direction and batch size.
struct Flow {
 public:
    Flow(int device, const FlowWeights& weights, Arithmetic arithmetic);

    void encode(int batch, const float* x, float* const* eps);
    void decode(int batch, const float* const* eps, float* x);
    std::size_t bytes() const { return m_weights.size() + m_workspace.bytes(); }

 private:
    enum class Direction { Encode, Decode };

    void makeRoomFor(int batch);
    void run(Direction direction, int batch);
    void enqueue(Direction direction, int batch);
    template <typename T>
    void enqueueAs(Direction direction, int batch);
    void enqueuePass(Direction direction, int batch);
    std::size_t epsValues() const;

    int m_device;
    device::Limits m_limits;
    Packing m_packing;
    device::Queue m_queue;
    device::Memory m_weights;
    Workspace m_workspace;
    device::PinnedMemory m_image;
    device::PinnedMemory m_eps;  // level after level
    std::map<std::pair<Direction, int>, device::Graph> m_graphs;
};

inline void requireFree(std::size_t wanted) {
    constexpr std::size_t Reserve = std::size_t{64} << 20;  // for graphs and for those who draw the screen
    const std::size_t free = device::freeBytes();
    if (wanted + Reserve > free) {
        throw device::Problem{Failure::OutOfMemory, "out of memory", wanted, free};
    }
}

inline Flow::Flow(int device, const FlowWeights& weights, Arithmetic arithmetic)
    : m_device(device), m_limits(device::limitsOf(device)), m_packing(weights, arithmetic) {
    requireFree(m_packing.bytes().size() + Workspace::bytesFor(m_packing, 1));
    m_weights = device::Memory(m_packing.bytes().size());
    m_queue.copy(m_weights.data(), m_packing.bytes().data(), m_weights.size());
    m_queue.wait();
    m_packing.forgetBytes();
    Pass<float>::prepare(m_limits);
    Pass<Half>::prepare(m_limits);
    Pass<BFloat>::prepare(m_limits);
    makeRoomFor(1);
}

/// Where the memory does not suffice everything stays as it was.
inline void Flow::makeRoomFor(int batch) {
    if (batch <= m_workspace.capacity()) {
        return;
    }
    requireFree(Workspace::bytesFor(m_packing, batch));
    const auto images = static_cast<std::size_t>(batch);
    device::PinnedMemory image(sizeof(float) * images * m_packing.imageValues());
    device::PinnedMemory eps(sizeof(float) * images * m_packing.imageValues());
    Workspace workspace(m_packing, batch, m_queue);
    m_queue.wait();
    m_graphs.clear();
    m_workspace = std::move(workspace);
    m_image = std::move(image);
    m_eps = std::move(eps);
}

template <typename T>
void Flow::enqueueAs(Direction direction, int batch) {
    Pass<T> pass(m_packing, m_weights.data(), m_workspace, m_limits, m_queue, batch);
    direction == Direction::Encode ? pass.encode() : pass.decode();
}

inline void Flow::enqueuePass(Direction direction, int batch) {
    switch (m_packing.arithmetic()) {
        case Arithmetic::Float32:
            return enqueueAs<float>(direction, batch);
        case Arithmetic::Float16:
            return enqueueAs<Half>(direction, batch);
        case Arithmetic::BFloat16:
            return enqueueAs<BFloat>(direction, batch);
    }
}

/// Up through pinned memory, the pass, and down.
inline void Flow::enqueue(Direction direction, int batch) {
    const auto images = static_cast<std::size_t>(batch);
    const std::size_t imageBytes = sizeof(float) * images * m_packing.imageValues();
    const auto eachLevel = [&](auto copy) {
        float* host = m_eps.floats();
        for (std::size_t l = 0; l < m_packing.levels().size(); ++l) {
            const std::size_t values = images * m_packing.epsValues(l);
            copy(host, m_workspace.eps(l), sizeof(float) * values);
            host += values;
        }
    };
    if (direction == Direction::Encode) {
        m_queue.copy(m_workspace.image(), m_image.floats(), imageBytes);
        enqueuePass(direction, batch);
        eachLevel([&](float* host, float* own, std::size_t bytes) { m_queue.copy(host, own, bytes); });
    } else {
        eachLevel([&](float* host, float* own, std::size_t bytes) { m_queue.copy(own, host, bytes); });
        enqueuePass(direction, batch);
        m_queue.copy(m_image.floats(), m_workspace.image(), imageBytes);
    }
}

/// The first pass of a batch size is done step by step, which loads its kernels; only then it is recorded.
inline void Flow::run(Direction direction, int batch) {
    const auto found = m_graphs.find({direction, batch});
    if (found != m_graphs.end()) {
        m_queue.replay(found->second);
        m_queue.wait();
        return;
    }
    enqueue(direction, batch);
    m_queue.wait();
    m_graphs[{direction, batch}] = m_queue.record([&] { enqueue(direction, batch); });
}

inline void Flow::encode(int batch, const float* x, float* const* eps) {
    device::use(m_device);
    makeRoomFor(batch);
    const auto images = static_cast<std::size_t>(batch);
    std::copy_n(x, images * m_packing.imageValues(), m_image.floats());
    run(Direction::Encode, batch);
    const float* from = m_eps.floats();
    for (std::size_t l = 0; l < m_packing.levels().size(); ++l) {
        const std::size_t values = images * m_packing.epsValues(l);
        std::copy_n(from, values, eps[l]);
        from += values;
    }
}

inline void Flow::decode(int batch, const float* const* eps, float* x) {
    device::use(m_device);
    makeRoomFor(batch);
    const auto images = static_cast<std::size_t>(batch);
    float* to = m_eps.floats();
    for (std::size_t l = 0; l < m_packing.levels().size(); ++l) {
        to = std::copy_n(eps[l], images * m_packing.epsValues(l), to);
    }
    run(Direction::Decode, batch);
    std::copy_n(m_image.floats(), images * m_packing.imageValues(), x);
}

/// Calls work(); what it throws becomes a failure.
template <typename Work>
bool guarded(Failure* failure, const Work& work) {
    try {
        work();
        return true;
    } catch (const device::Problem& problem) {
        *failure = {problem.kind, problem.wanted, problem.free, {}};
        std::snprintf(failure->words, sizeof failure->words, "%s", problem.words.c_str());
    } catch (const std::bad_alloc&) {
        *failure = {Failure::OutOfMemory, 0, 0, "the computer's own memory is full"};
    }
    return false;
}

inline bool describeDevice(int device, DeviceFacts* facts, Failure* failure) {
    return guarded(failure, [&] { *facts = device::choose(device); });
}

inline Flow* createFlow(int device, const FlowWeights* weights, Arithmetic arithmetic, Failure* failure) {
    Flow* flow = nullptr;
    guarded(failure, [&] {
        const auto facts = device::choose(device);
        if (arithmetic == Arithmetic::BFloat16 && facts.major < 8) {
            throw device::Problem{Failure::Unusable, "GPU without bfloat16"};
        }
        flow = new Flow(device, *weights, arithmetic);
    });
    return flow;
}

inline bool encodeOn(Flow* flow, int batch, const float* x, float* const* eps, Failure* failure) {
    return guarded(failure, [&] { flow->encode(batch, x, eps); });
}

inline bool decodeOn(Flow* flow, int batch, const float* const* eps, float* x, Failure* failure) {
    return guarded(failure, [&] { flow->decode(batch, eps, x); });
}

inline std::uint64_t bytesOf(const Flow* flow) {
    return flow->bytes();
}

inline void destroyFlow(Flow* flow) {
    delete flow;
}

}  // namespace facet::runtime::cuda

extern "C" __attribute__((visibility("default"))) const facet::runtime::cuda::Interface* facetCudaInterface() {
    using namespace facet::runtime::cuda;
    static const Interface Functions = {InterfaceVersion, describeDevice, createFlow, encodeOn,
                                        decodeOn,         bytesOf,        destroyFlow};
    return &Functions;
}
