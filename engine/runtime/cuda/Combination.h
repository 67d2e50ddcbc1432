// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/runtime/cuda/Operands.h"

#include <cstddef>

/// What happens between two coupling networks, in float32. Needs a device layer before it.
namespace facet::runtime::cuda {

/// Of every pixel: the coupling's b ← (b + t)·s or b ← b/s − t with s = f + (1 − f)·sigmoid(r + 2), additive b ← b ± t;
/// then the 1×1 convolution; then a as operands for the next network. The network's last convolution arrives as the
/// nine products of its taps at every pixel: output (y, x) is the sum of tap (i, j) at pixel (y + i − 1, x + j − 1), or
/// of the tap's edge where that lies outside.
struct Combination {
    const float* taps;  // [pixels, tapStride], a row [9, outputs]; null: nothing is combined
    int tapStride;
    const float* tapBias;     // [outputs]
    const float* tapEdge;     // [9, outputs], or null
    const float* from;        // state [pixels, channels]: a, then b
    const float* matrix;      // [channels in, channels out]; null: the identity
    const float* matrixBias;  // [channels]
    float* to;                // another state than `from`
    void* plane;              // operands [pixels, planeChannels]; beyond C/2 they stay as they are, zero
    int planeChannels;
    int side;
    int channels;
    int pixels;
    int pixelsOfBlock;
    bool affine;
    float leastScale;  // f
    bool inverse;
};

constexpr int CombinationThreads = 128;
constexpr int ChannelsOfBlock = 32;  // of the product; the blocks of a pixel combine it each for themselves

/// Enough pixels that a block has work for its threads, few enough that a small plane gives many blocks.
FACET_BOTH inline int pixelsOfBlock(int channels) {
    const int pixels = 384 / channels;
    return pixels < 4 ? 4 : pixels > 32 ? 32 : pixels;
}

/// t and r of one channel of b at a pixel.
struct Steering {
    float t;
    float r;
};

FACET_DEVICE Steering steeringAt(const Combination& c, int pixel, int channel) {
    const int half = c.channels / 2;
    const int outputs = c.affine ? c.channels : half;
    const int y = pixel % (c.side * c.side) / c.side, x = pixel % c.side;
    Steering sum = {c.tapBias[channel], c.affine ? c.tapBias[half + channel] : 0.0F};
    FACET_UNROLL
    for (int tap = 0; tap < 9; ++tap) {
        const int dy = tap / 3 - 1, dx = tap % 3 - 1;
        if (y + dy >= 0 && y + dy < c.side && x + dx >= 0 && x + dx < c.side) {
            const float* from = c.taps + static_cast<std::ptrdiff_t>(pixel + dy * c.side + dx) * c.tapStride;
            sum.t += from[tap * outputs + channel];
            sum.r += c.affine ? from[tap * outputs + half + channel] : 0.0F;
        } else if (c.tapEdge != nullptr) {
            sum.t += c.tapEdge[tap * outputs + channel];
            sum.r += c.affine ? c.tapEdge[tap * outputs + half + channel] : 0.0F;
        }
    }
    return sum;
}

FACET_DEVICE float combined(const Combination& c, int pixel, int channel) {
    const float value = c.from[static_cast<std::ptrdiff_t>(pixel) * c.channels + channel];
    const int half = c.channels / 2;
    if (c.taps == nullptr || channel < half) {
        return value;
    }
    const auto steering = steeringAt(c, pixel, channel - half);
    if (!c.affine) {
        return c.inverse ? value - steering.t : value + steering.t;
    }
    const float s = c.leastScale + (1.0F - c.leastScale) / (1.0F + device::exponential(-(steering.r + 2.0F)));
    return c.inverse ? value / s - steering.t : (value + steering.t) * s;
}

/// Blocks: x over the pixels, y over the channels that come out.
template <typename T>
FACET_KERNEL void combine(Combination c) {
    float* state = reinterpret_cast<float*>(device::sharedMemory());  // [pixelsOfBlock, channels]
    const int firstPixel = device::blockX() * c.pixelsOfBlock;
    const int firstChannel = device::blockY() * ChannelsOfBlock;
    const int pixels = c.pixels - firstPixel < c.pixelsOfBlock ? c.pixels - firstPixel : c.pixelsOfBlock;
    const int channels = c.channels - firstChannel < ChannelsOfBlock ? c.channels - firstChannel : ChannelsOfBlock;
    for (int i = device::thread(); i < pixels * c.channels; i += CombinationThreads) {
        state[i] = combined(c, firstPixel + i / c.channels, i % c.channels);
    }
    device::meet();
    for (int i = device::thread(); i < pixels * channels; i += CombinationThreads) {
        const int pixel = i / channels, channel = firstChannel + i % channels;
        const float* own = state + pixel * c.channels;
        float value = own[channel];
        if (c.matrix != nullptr) {
            value = c.matrixBias[channel];
            for (int k = 0; k < c.channels; ++k) {
                value += c.matrix[static_cast<std::ptrdiff_t>(k) * c.channels + channel] * own[k];
            }
        }
        const std::ptrdiff_t row = firstPixel + pixel;
        c.to[row * c.channels + channel] = value;
        if (channel < c.channels / 2) {
            static_cast<T*>(c.plane)[row * c.planeChannels + channel] = Operand<T>::from(value);
        }
    }
}

}  // namespace facet::runtime::cuda
