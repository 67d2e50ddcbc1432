// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

/// The border between the program and the module libfacet_cuda.so, which is compiled apart and loaded where there is a
/// GPU: plain values and pointers, no exception crosses it.
namespace facet::runtime::cuda {

constexpr int InterfaceVersion = 2;

/// What the coupling networks are computed in; sums, state, 1×1 convolutions and priors are float32 in all of them.
enum class Arithmetic : int { Float32, Float16, BFloat16 };

/// Why a call returned false or null.
struct Failure {
    enum Kind : int {
        OutOfMemory,  ///< nothing has changed: a smaller batch may still fit
        Lost,         ///< the device does not answer any more, or computed nothing of use; destroy the flow
        Unusable      ///< there is no such device here
    };
    Kind kind;
    std::uint64_t wantedBytes;  ///< OutOfMemory alone
    std::uint64_t freeBytes;
    char words[192];  ///< "no NVIDIA driver"
};

struct DeviceFacts {
    char name[128];
    int major;  ///< compute capability
    int minor;
    std::uint64_t totalBytes;
    std::uint64_t freeBytes;
};

/// One step of flow, folded; see FoldedStep. Row-major float32 on the host, used during create() alone. Edges are null
/// where the flow has none.
struct StepWeights {
    const float* mix;        // [C, C], of encoding
    const float* mixBias;    // [C]
    const float* unmix;      // [C, C], of decoding
    const float* unmixBias;  // [C]
    const float* conv1;      // [width, 9, C/2]
    const float* conv1Bias;  // [width]
    const float* conv1Edge;  // [9, width]: what a tap adds that lies outside
    const float* conv2;      // [width, width]
    const float* conv2Bias;  // [width]
    const float* conv3;      // [9, outputs, width]
    const float* conv3Bias;  // [outputs]
    const float* conv3Edge;  // [9, outputs]
};

struct LevelWeights {
    int side;      // of the level's squeezed planes
    int channels;  // C
    int width;     // of the coupling networks
    int stepCount;
    const StepWeights* steps;
    const float* prior;      // [C, 9, C/2]: means and log deviations; null at the last level
    const float* priorBias;  // [C]
    const float* priorEdge;  // [9, C]
};

struct FlowWeights {
    int image;  // pixels of its side
    int imageChannels;
    bool affine;       // outputs are C, or else C/2
    float leastScale;  // of affine couplings
    int levelCount;
    const LevelWeights* levels;  // the finest first
    const float* topMean;        // [C, pixels] of the last level
    const float* topSd;
};

struct Flow;

/// Threads: any, one call for a flow at a time.
struct Interface {
    int version;
    bool (*describe)(int device, DeviceFacts* facts, Failure* failure);
    Flow* (*create)(int device, const FlowWeights* weights, Arithmetic arithmetic, Failure* failure);
    /// x [batch, channels, image, image] → eps, one pointer a level, [batch, C/2, side, side] (the last [batch, C, …]).
    bool (*encode)(Flow* flow, int batch, const float* x, float* const* eps, Failure* failure);
    bool (*decode)(Flow* flow, int batch, const float* const* eps, float* x, Failure* failure);
    std::uint64_t (*bytes)(const Flow* flow);  ///< on the device
    void (*destroy)(Flow* flow);
};

constexpr const char* InterfaceSymbol = "facetCudaInterface";  ///< const Interface* (*)()

}  // namespace facet::runtime::cuda
