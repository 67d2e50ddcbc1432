// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstring>
#include <memory>
#include <new>

namespace facet::runtime::cpu {

/// Zeroed memory that begins with a cache line.
class Buffer {
 public:
    Buffer() = default;
    explicit Buffer(std::size_t bytes)
        : m_bytes(bytes), m_data(static_cast<std::byte*>(::operator new (bytes, std::align_val_t{64}))) {
        std::memset(m_data.get(), 0, bytes);
    }

    std::size_t size() const { return m_bytes; }
    std::byte* data() { return m_data.get(); }
    const std::byte* data() const { return m_data.get(); }
    float* floats() { return reinterpret_cast<float*>(m_data.get()); }
    const float* floats() const { return reinterpret_cast<const float*>(m_data.get()); }

 private:
    struct Free {
        void operator()(std::byte* p) const { ::operator delete (p, std::align_val_t{64}); }
    };
    std::size_t m_bytes = 0;
    std::unique_ptr<std::byte, Free> m_data;
};

}  // namespace facet::runtime::cpu
