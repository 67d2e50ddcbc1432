// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/runtime/cuda/Interface.h"

#define FACET_BOTH __host__ __device__
#define FACET_DEVICE __device__ __forceinline__
#define FACET_KERNEL __global__
#define FACET_UNROLL _Pragma("unroll")

#include "engine/runtime/cuda/Operands.h"

#include <cstddef>
#include <cuda_runtime.h>
#include <string>
#include <utility>

/// What the kernels and their host need of a device: a thin layer over CUDA. The tests have another one under the same
/// names, in which a GPU's threads are played by the processor.
namespace facet::runtime::cuda::device {

// ---- in kernels

FACET_DEVICE int thread() {
    return static_cast<int>(threadIdx.x);
}
FACET_DEVICE int blockX() {
    return static_cast<int>(blockIdx.x);
}
FACET_DEVICE int blockY() {
    return static_cast<int>(blockIdx.y);
}
FACET_DEVICE std::byte* sharedMemory() {
    extern __shared__ __align__(16) unsigned char facetShared[];
    return reinterpret_cast<std::byte*>(facetShared);
}
FACET_DEVICE void meet() {
    __syncthreads();
}
FACET_DEVICE float exponential(float x) {
    return expf(x);
}

using Four = float4;
FACET_DEVICE Four fourAt(const std::byte* shared) {
    return *reinterpret_cast<const float4*>(shared);
}

/// 16 bytes, or zeros, into shared memory, some time before the awaitCopies() of its group returns.
FACET_DEVICE void copyAsync(std::byte* shared, const void* from, bool valid) {
#if __CUDA_ARCH__ >= 800
    const auto to = static_cast<unsigned>(__cvta_generic_to_shared(shared));
    asm volatile("cp.async.cg.shared.global [%0], [%1], 16, %2;\n" ::"r"(to), "l"(from), "r"(valid ? 16 : 0)
                 : "memory");
#else
    *reinterpret_cast<uint4*>(shared) = valid ? *static_cast<const uint4*>(from) : make_uint4(0, 0, 0, 0);
#endif
}

/// Ends a group of this thread's copies; the group may be empty.
FACET_DEVICE void closeCopies() {
#if __CUDA_ARCH__ >= 800
    asm volatile("cp.async.commit_group;\n" ::: "memory");
#endif
}

/// Until all but the newest `Open` groups of this thread are there.
template <int Open>
FACET_DEVICE void awaitCopies() {
#if __CUDA_ARCH__ >= 800
    asm volatile("cp.async.wait_group %0;\n" ::"n"(Open) : "memory");
#endif
}

/// A warp's 16×16 by 16×8 product added to its 16×8 sums.
FACET_DEVICE void multiplyAdd(float (&c)[4], const std::uint32_t (&a)[4], const std::uint32_t (&b)[2], Half) {
#if __CUDA_ARCH__ >= 800
    asm("mma.sync.aligned.m16n8k16.row.col.f32.f16.f16.f32 {%0,%1,%2,%3}, {%4,%5,%6,%7}, {%8,%9}, {%0,%1,%2,%3};\n"
        : "+f"(c[0]), "+f"(c[1]), "+f"(c[2]), "+f"(c[3])
        : "r"(a[0]), "r"(a[1]), "r"(a[2]), "r"(a[3]), "r"(b[0]), "r"(b[1]));
#else
    asm("mma.sync.aligned.m16n8k8.row.col.f32.f16.f16.f32 {%0,%1,%2,%3}, {%4,%5}, {%6}, {%0,%1,%2,%3};\n"
        : "+f"(c[0]), "+f"(c[1]), "+f"(c[2]), "+f"(c[3])
        : "r"(a[0]), "r"(a[1]), "r"(b[0]));
    asm("mma.sync.aligned.m16n8k8.row.col.f32.f16.f16.f32 {%0,%1,%2,%3}, {%4,%5}, {%6}, {%0,%1,%2,%3};\n"
        : "+f"(c[0]), "+f"(c[1]), "+f"(c[2]), "+f"(c[3])
        : "r"(a[2]), "r"(a[3]), "r"(b[1]));
#endif
}

FACET_DEVICE void multiplyAdd(float (&c)[4], const std::uint32_t (&a)[4], const std::uint32_t (&b)[2], BFloat) {
#if __CUDA_ARCH__ >= 800
    asm("mma.sync.aligned.m16n8k16.row.col.f32.bf16.bf16.f32 {%0,%1,%2,%3}, {%4,%5,%6,%7}, {%8,%9}, {%0,%1,%2,%3};\n"
        : "+f"(c[0]), "+f"(c[1]), "+f"(c[2]), "+f"(c[3])
        : "r"(a[0]), "r"(a[1]), "r"(a[2]), "r"(a[3]), "r"(b[0]), "r"(b[1]));
#else
    __trap();  // Turing multiplies halves only; create() refuses
#endif
}

// ---- on the host

/// Thrown within the module.
struct Problem {
    Failure::Kind kind;
    std::string words;
    std::size_t wanted = 0;
    std::size_t free = 0;
};

inline void check(cudaError_t error) {
    if (error == cudaSuccess) {
        return;
    }
    cudaGetLastError();  // clears it where it can be cleared
    throw Problem{error == cudaErrorMemoryAllocation ? Failure::OutOfMemory : Failure::Lost, cudaGetErrorString(error)};
}

inline std::size_t freeBytes() {
    std::size_t free = 0, total = 0;
    check(cudaMemGetInfo(&free, &total));
    return free;
}

/// The calling thread's device from now on.
inline void use(int index) {
    check(cudaSetDevice(index));
}

/// Throws Problem where there is no such device that this module can use; else it is the calling thread's.
inline DeviceFacts choose(int index) {
    int driver = 0, count = 0;
    if (cudaDriverGetVersion(&driver) != cudaSuccess || driver == 0) {
        throw Problem{Failure::Unusable, "no NVIDIA driver"};
    }
    if (driver < CUDART_VERSION / 1000 * 1000) {
        throw Problem{Failure::Unusable, "NVIDIA driver older than CUDA " + std::to_string(CUDART_VERSION / 1000)};
    }
    const cudaError_t counted = cudaGetDeviceCount(&count);
    if (counted == cudaErrorNoDevice || (counted == cudaSuccess && count == 0)) {
        throw Problem{Failure::Unusable, "no NVIDIA GPU"};
    }
    if (counted != cudaSuccess) {
        throw Problem{Failure::Unusable, std::string("the NVIDIA driver says: ") + cudaGetErrorString(counted)};
    }
    if (index >= count) {
        throw Problem{Failure::Unusable, "no GPU " + std::to_string(index) + " among " + std::to_string(count)};
    }
    use(index);
    cudaDeviceProp properties;
    check(cudaGetDeviceProperties(&properties, index));
    DeviceFacts facts = {};
    std::string(properties.name).copy(facts.name, sizeof facts.name - 1);
    facts.major = properties.major;
    facts.minor = properties.minor;
    if (10 * facts.major + facts.minor < 75) {
        throw Problem{Failure::Unusable, "GPU older than compute capability 7.5"};
    }
    facts.totalBytes = properties.totalGlobalMem;
    facts.freeBytes = freeBytes();
    return facts;
}

struct Limits {
    int multiprocessors;
    std::size_t sharedBytes;  // of a block
};

inline Limits limitsOf(int index) {
    int multiprocessors = 0, shared = 0;
    check(cudaDeviceGetAttribute(&multiprocessors, cudaDevAttrMultiProcessorCount, index));
    check(cudaDeviceGetAttribute(&shared, cudaDevAttrMaxSharedMemoryPerBlockOptin, index));
    return {multiprocessors, static_cast<std::size_t>(shared)};
}

/// Before a kernel's first launch with more than the 48 KB that every block may have.
template <typename Arguments>
void allowShared(void (*kernel)(Arguments), std::size_t bytes) {
    check(cudaFuncSetAttribute(kernel, cudaFuncAttributeMaxDynamicSharedMemorySize, static_cast<int>(bytes)));
}

class Memory {  // of the device, not initialised
 public:
    Memory() = default;
    explicit Memory(std::size_t bytes) : m_size(bytes) { check(cudaMalloc(&m_data, bytes)); }
    Memory(Memory&& other) noexcept { swap(other); }
    Memory& operator=(Memory&& other) noexcept {
        swap(other);
        return *this;
    }
    ~Memory() { cudaFree(m_data); }

    std::byte* data() const { return static_cast<std::byte*>(m_data); }
    std::size_t size() const { return m_size; }

 private:
    void swap(Memory& other) noexcept {
        std::swap(m_data, other.m_data);
        std::swap(m_size, other.m_size);
    }

    void* m_data = nullptr;
    std::size_t m_size = 0;
};

class PinnedMemory {  // of the host, where the device can read and write it
 public:
    PinnedMemory() = default;
    explicit PinnedMemory(std::size_t bytes) { check(cudaMallocHost(&m_data, bytes)); }
    PinnedMemory(PinnedMemory&& other) noexcept { std::swap(m_data, other.m_data); }
    PinnedMemory& operator=(PinnedMemory&& other) noexcept {
        std::swap(m_data, other.m_data);
        return *this;
    }
    ~PinnedMemory() { cudaFreeHost(m_data); }

    float* floats() const { return static_cast<float*>(m_data); }

 private:
    void* m_data = nullptr;
};

/// Work that was recorded once.
class Graph {
 public:
    Graph() = default;
    explicit Graph(cudaGraphExec_t graph) : m_graph(graph) {}
    Graph(Graph&& other) noexcept { std::swap(m_graph, other.m_graph); }
    Graph& operator=(Graph&& other) noexcept {
        std::swap(m_graph, other.m_graph);
        return *this;
    }
    ~Graph() {
        if (m_graph != nullptr) {
            cudaGraphExecDestroy(m_graph);
        }
    }
    cudaGraphExec_t get() const { return m_graph; }

 private:
    cudaGraphExec_t m_graph = nullptr;
};

struct Grid {
    int x;
    int y;
    int threads;
    std::size_t sharedBytes = 0;
};

/// Work in its order. Everything but wait() returns at once.
class Queue {
 public:
    Queue() { check(cudaStreamCreateWithFlags(&m_stream, cudaStreamNonBlocking)); }
    Queue(const Queue&) = delete;
    Queue& operator=(const Queue&) = delete;
    ~Queue() { cudaStreamDestroy(m_stream); }

    template <typename Arguments>
    void launch(void (*kernel)(Arguments), const Grid& grid, const Arguments& arguments) {
        kernel<<<dim3(grid.x, grid.y), grid.threads, grid.sharedBytes, m_stream>>>(arguments);
        check(cudaGetLastError());
    }
    void copy(void* to, const void* from, std::size_t bytes) {
        check(cudaMemcpyAsync(to, from, bytes, cudaMemcpyDefault, m_stream));
    }
    void clear(void* to, std::size_t bytes) { check(cudaMemsetAsync(to, 0, bytes, m_stream)); }
    void wait() { check(cudaStreamSynchronize(m_stream)); }

    /// What `work` puts into this queue, recorded and not done.
    template <typename Work>
    Graph record(const Work& work) {
        check(cudaStreamBeginCapture(m_stream, cudaStreamCaptureModeThreadLocal));
        cudaGraph_t recorded = nullptr;
        try {
            work();
        } catch (...) {
            cudaStreamEndCapture(m_stream, &recorded);
            cudaGraphDestroy(recorded);
            throw;
        }
        check(cudaStreamEndCapture(m_stream, &recorded));
        cudaGraphExec_t graph = nullptr;
        const cudaError_t made = cudaGraphInstantiate(&graph, recorded, 0);
        cudaGraphDestroy(recorded);
        check(made);
        Graph result(graph);
        check(cudaGraphUpload(graph, m_stream));
        return result;
    }
    void replay(const Graph& graph) { check(cudaGraphLaunch(graph.get(), m_stream)); }

 private:
    cudaStream_t m_stream = nullptr;
};

}  // namespace facet::runtime::cuda::device
