// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/runtime/cuda/Interface.h"

#define FACET_BOTH
#define FACET_DEVICE inline
#define FACET_KERNEL inline
#define FACET_UNROLL

#include "engine/runtime/cuda/Operands.h"
#include "tests/engine/cuda/EmulatedBlock.h"
#include "tests/engine/cuda/EmulatedControl.h"

#include <cmath>
#include <map>
#include <string>
#include <utility>

/// The device layer of CudaDevice.h, played by the processor: the kernels and their host are compiled from the very
/// sources that nvcc compiles.
namespace facet::runtime::cuda::device {

using test::EmulatedBlock;

inline test::EmulatedControl& control() {
    static test::EmulatedControl control;
    return control;
}

// ---- in kernels

inline int thread() {
    return EmulatedBlock::current()->thread();
}
inline int blockX() {
    return EmulatedBlock::current()->blockX;
}
inline int blockY() {
    return EmulatedBlock::current()->blockY;
}
inline std::byte* sharedMemory() {
    return EmulatedBlock::current()->shared();
}
inline void meet() {
    EmulatedBlock::current()->meetBlock();
}
inline float exponential(float x) {
    return std::exp(x);
}

inline bool isAligned(const void* at) {
    return reinterpret_cast<std::uintptr_t>(at) % 16 == 0;
}

struct Four {
    float x, y, z, w;
};
inline Four fourAt(const std::byte* shared) {
    EmulatedBlock::require(isAligned(shared), "four floats are not aligned");
    Four four;
    std::memcpy(&four, shared, sizeof four);
    return four;
}

inline std::map<const std::byte*, std::size_t>& allocations() {
    static std::map<const std::byte*, std::size_t> all;
    return all;
}

inline void requireInside(const void* from, std::size_t bytes) {
    const auto* at = static_cast<const std::byte*>(from);
    auto after = allocations().upper_bound(at);
    EmulatedBlock::require(after != allocations().begin(), "a copy begins before all memory");
    --after;
    EmulatedBlock::require(at + bytes <= after->first + after->second, "a copy leaves its memory");
}

inline void copyAsync(std::byte* shared, const void* from, bool valid) {
    EmulatedBlock::require(isAligned(shared) && isAligned(from), "a copy is not aligned");
    requireInside(from, 16);
    EmulatedBlock::current()->addCopy({shared, valid ? from : nullptr});
}
inline void closeCopies() {
    EmulatedBlock::current()->closeCopies();
}
template <int Open>
void awaitCopies() {
    EmulatedBlock::current()->awaitCopies(Open);
}

inline float valueOf(std::uint32_t bits, BFloat) {
    return floatOf(bits << 16);
}
inline float decodedHalf(std::uint32_t bits) {
    const int exponent = static_cast<int>(bits >> 10 & 31U);
    const auto mantissa = static_cast<float>(bits & 1023U);
    const float magnitude = exponent == 0    ? std::ldexp(mantissa, -24)
                            : exponent == 31 ? (mantissa == 0 ? INFINITY : NAN)
                                             : std::ldexp(1024 + mantissa, exponent - 25);
    return (bits & 0x8000U) != 0 ? -magnitude : magnitude;
}

inline float valueOf(std::uint32_t bits, Half) {
    static const auto all = [] {
        std::vector<float> values(65536);
        for (std::uint32_t i = 0; i < values.size(); ++i) {
            values[i] = decodedHalf(i);
        }
        return values;
    }();
    return all[bits];
}

/// The PTX ISA's layout of mma.m16n8k16, written down from its text: element (row, k) of A is in lane 4·(row mod 8) +
/// (k mod 8)/2, register 1 or 3 from row 8 on and 2 or 3 from k 8 on; (k, column) of B in lane 4·column + (k mod 8)/2,
/// register 1 from k 8 on; the even k in a register's lower half.
template <typename T>
void multiplyAdd(float (&c)[4], const std::uint32_t (&a)[4], const std::uint32_t (&b)[2], T type) {
    EmulatedBlock& block = *EmulatedBlock::current();
    const int lane = block.thread() % 32, turn = block.nextTurn();
    block.lane(lane, turn) = {{a[0], a[1], a[2], a[3]}, {b[0], b[1]}};
    block.meetWarp();
    const auto part = [&](std::uint32_t word, int k) { return valueOf(word >> (k % 2 * 16) & 0xffffU, type); };
    for (int i = 0; i < 4; ++i) {
        const int row = lane / 4 + i / 2 * 8, column = lane % 4 * 2 + i % 2;
        for (int k = 0; k < 16; ++k) {
            const auto wordA = block.lane(row % 8 * 4 + k % 8 / 2, turn).a[row / 8 + k / 8 * 2];
            const auto wordB = block.lane(column * 4 + k % 8 / 2, turn).b[k / 8];
            c[i] += part(wordA, k) * part(wordB, k);
        }
    }
}

// ---- on the host

struct Problem {
    Failure::Kind kind;
    std::string words;
    std::size_t wanted = 0;
    std::size_t free = 0;
};

inline void work() {
    if (control().worksUntilLost == 0) {
        throw Problem{Failure::Lost, "the emulated device is lost"};
    }
    control().worksUntilLost -= control().worksUntilLost > 0 ? 1 : 0;
}

inline std::size_t freeBytes() {
    return control().memoryBytes - control().usedBytes;
}

inline void use(int) {}

inline DeviceFacts choose(int index) {
    if (control().unusable != nullptr) {
        throw Problem{Failure::Unusable, control().unusable};
    }
    if (index > 0) {
        throw Problem{Failure::Unusable, "no GPU " + std::to_string(index) + " among 1"};
    }
    DeviceFacts facts = {"Emulated GPU", control().major, 0, control().memoryBytes, freeBytes()};
    return facts;
}

struct Limits {
    int multiprocessors;
    std::size_t sharedBytes;
};
inline Limits limitsOf(int) {
    return {control().multiprocessors, std::size_t{100} << 10};
}
template <typename Kernel>
void allowShared(Kernel, std::size_t) {}

class Memory {
 public:
    Memory() = default;
    explicit Memory(std::size_t bytes) {
        if (bytes > freeBytes()) {
            throw Problem{Failure::OutOfMemory, "out of memory", bytes, freeBytes()};
        }
        m_lines.resize((bytes + 15) / 16);
        m_size = bytes;
        std::memset(m_lines.data(), 0xff, m_lines.size() * 16);
        allocations()[data()] = m_lines.size() * 16;
        control().usedBytes += m_size;
    }
    Memory(Memory&& other) noexcept { swap(other); }
    Memory& operator=(Memory&& other) noexcept {
        swap(other);
        return *this;
    }
    ~Memory() {
        allocations().erase(data());
        control().usedBytes -= m_size;
    }

    std::byte* data() const { return reinterpret_cast<std::byte*>(const_cast<Line*>(m_lines.data())); }
    std::size_t size() const { return m_size; }

 private:
    struct alignas(16) Line {
        std::byte bytes[16];
    };
    void swap(Memory& other) noexcept {
        std::swap(m_lines, other.m_lines);
        std::swap(m_size, other.m_size);
    }

    std::vector<Line> m_lines;
    std::size_t m_size = 0;
};

class PinnedMemory {
 public:
    PinnedMemory() = default;
    explicit PinnedMemory(std::size_t bytes) : m_floats(bytes / sizeof(float)) {}
    float* floats() const { return const_cast<float*>(m_floats.data()); }

 private:
    std::vector<float> m_floats;
};

using Graph = std::vector<std::function<void()>>;

struct Grid {
    int x;
    int y;
    int threads;
    std::size_t sharedBytes = 0;
};

class Queue {
 public:
    template <typename Arguments>
    void launch(void (*kernel)(Arguments), const Grid& grid, const Arguments& arguments) {
        put([kernel, grid, arguments] {
            for (int i = 0; i < grid.x * grid.y; ++i) {
                EmulatedBlock block(i % grid.x, i / grid.x, grid.threads, grid.sharedBytes, control().descending);
                block.run([&] { kernel(arguments); });
            }
        });
    }
    void copy(void* to, const void* from, std::size_t bytes) {
        put([=] { std::memcpy(to, from, bytes); });
    }
    void clear(void* to, std::size_t bytes) {
        put([=] { std::memset(to, 0, bytes); });
    }
    void wait() {}

    template <typename Work>
    Graph record(const Work& toRecord) {
        Graph graph;
        m_recorded = &graph;
        toRecord();
        m_recorded = nullptr;
        return graph;
    }
    void replay(const Graph& graph) {
        for (const auto& item : graph) {
            work();
            item();
        }
    }

 private:
    template <typename Item>
    void put(const Item& item) {
        if (m_recorded != nullptr) {
            m_recorded->push_back(item);
            return;
        }
        work();
        item();
    }

    Graph* m_recorded = nullptr;
};

}  // namespace facet::runtime::cuda::device
