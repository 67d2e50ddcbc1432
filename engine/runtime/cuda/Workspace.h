// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/runtime/cuda/Packing.h"

#include <algorithm>

namespace facet::runtime::cuda {

/// The device's memory for batches of up to `capacity` images.
class Workspace {
 public:
    Workspace() = default;
    Workspace(const Packing& packing, int capacity, device::Queue& queue);

    int capacity() const { return m_capacity; }
    static std::size_t bytesFor(const Packing& packing, int capacity);
    std::size_t bytes() const { return m_memory.size(); }

    float* image() const { return at<float>(m_places.image); }
    float* eps(std::size_t level) const { return at<float>(m_places.levels[level].eps); }
    float* state(std::size_t level, int which) const { return at<float>(m_places.levels[level].states[which]); }
    void* plane(std::size_t level) const { return at<std::byte>(m_places.levels[level].plane); }
    void* hidden(int which) const { return at<std::byte>(m_places.hidden[which]); }
    float* taps() const { return at<float>(m_places.taps); }

 private:
    struct Places {
        struct Level {
            std::size_t eps = 0, states[2] = {}, plane = 0;
        };
        std::vector<Level> levels;
        std::size_t image = 0, hidden[2] = {}, taps = 0, total = 0;
    };
    static Places placesFor(const Packing& packing, int capacity);

    template <typename T>
    T* at(std::size_t place) const {
        return reinterpret_cast<T*>(m_memory.data() + place);
    }

    int m_capacity = 0;
    Places m_places;
    device::Memory m_memory;
};

inline Workspace::Places Workspace::placesFor(const Packing& packing, int capacity) {
    constexpr std::size_t Alignment = 256;
    const auto images = static_cast<std::size_t>(capacity);
    Places places;
    const auto place = [&](std::size_t bytes) {
        const std::size_t at = places.total;
        places.total += (bytes + Alignment - 1) / Alignment * Alignment;
        return at;
    };
    std::size_t hidden = 0, taps = 0;
    for (std::size_t l = 0; l < packing.levels().size(); ++l) {
        const auto& level = packing.levels()[l];
        const std::size_t pixels = images * level.pixels();
        Places::Level of;
        of.eps = place(sizeof(float) * images * packing.epsValues(l));
        of.states[0] = place(sizeof(float) * pixels * level.channels);
        of.states[1] = place(sizeof(float) * pixels * level.channels);
        of.plane = place(packing.operandBytes() * pixels * level.planeChannels);
        places.levels.push_back(of);
        hidden = std::max(hidden, packing.operandBytes() * pixels * level.hidden);
        taps = std::max(taps, sizeof(float) * pixels * level.taps);
    }
    places.image = place(sizeof(float) * images * packing.imageValues());
    places.hidden[0] = place(hidden);
    places.hidden[1] = place(hidden);
    places.taps = place(taps);
    return places;
}

inline std::size_t Workspace::bytesFor(const Packing& packing, int capacity) {
    return placesFor(packing, capacity).total;
}

/// Zeroed, for the planes' padding is read and never written.
inline Workspace::Workspace(const Packing& packing, int capacity, device::Queue& queue)
    : m_capacity(capacity), m_places(placesFor(packing, capacity)), m_memory(m_places.total) {
    queue.clear(m_memory.data(), m_memory.size());
}

}  // namespace facet::runtime::cuda
