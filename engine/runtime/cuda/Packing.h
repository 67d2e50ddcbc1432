// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/runtime/cuda/Interface.h"
#include "engine/runtime/cuda/Product.h"

#include <cstring>
#include <vector>

/// A flow's weights as the kernels read them, in one piece of memory.
namespace facet::runtime::cuda {

constexpr int roundedUp(int value, int step) {
    return (value + step - 1) / step * step;
}

/// Places in that piece, in bytes.
struct PackedMatrix {
    std::size_t weights = 0;
    std::size_t bias = 0;
    std::size_t edge = 0;  // [9, columns]; 0: none, for no edge lies first
    int depth = 0;
    int columns = 0;
};

struct PackedStep {
    PackedMatrix mix, unmix;           // float32, [C in, C out]
    PackedMatrix conv1, conv2, conv3;  // operands, [columns, depth]
    std::size_t conv3Bias = 0;         // of the outputs, which conv3's own bias is not: its columns are taps
    std::size_t conv3Edge = 0;         // [9, outputs]; 0: none
};

struct PackedLevel {
    int side = 0;
    int channels = 0;
    int outputs = 0;
    int planeChannels = 0;  // C/2, padded
    int hidden = 0;         // width, padded
    int taps = 0;           // 9 · outputs, padded
    std::vector<PackedStep> steps;
    PackedMatrix prior;  // float32, [9·C/2, C]

    int pixels() const { return side * side; }
    int half() const { return channels / 2; }
};

class Packing {
 public:
    Packing(const FlowWeights& flow, Arithmetic arithmetic)
        : m_arithmetic(arithmetic),
          m_affine(flow.affine),
          m_leastScale(flow.leastScale),
          m_image(flow.image),
          m_imageChannels(flow.imageChannels) {
        for (int l = 0; l < flow.levelCount; ++l) {
            addLevel(flow.levels[l]);
        }
        const int topValues = m_levels.back().channels * m_levels.back().pixels();
        m_topMean = addFloats(flow.topMean, topValues);
        m_topSd = addFloats(flow.topSd, topValues);
    }

    Arithmetic arithmetic() const { return m_arithmetic; }
    std::size_t operandBytes() const { return m_arithmetic == Arithmetic::Float32 ? 4 : 2; }
    bool affine() const { return m_affine; }
    float leastScale() const { return m_leastScale; }
    std::size_t imageValues() const { return static_cast<std::size_t>(m_image) * m_image * m_imageChannels; }
    const std::vector<PackedLevel>& levels() const { return m_levels; }
    std::size_t topMean() const { return m_topMean; }
    std::size_t topSd() const { return m_topSd; }
    /// Of one image's latents at a level.
    std::size_t epsValues(std::size_t level) const {
        const auto& l = m_levels[level];
        return static_cast<std::size_t>(l.pixels()) * (level + 1 == m_levels.size() ? l.channels : l.half());
    }

    const std::vector<std::byte>& bytes() const { return m_bytes; }
    void forgetBytes() { m_bytes = {}; }

 private:
    std::size_t reserve(std::size_t size) {
        constexpr std::size_t Alignment = 256;
        const std::size_t at = (m_bytes.size() + Alignment - 1) / Alignment * Alignment;
        m_bytes.resize(at + size);  // zeros
        return at;
    }

    std::size_t addFloats(const float* values, int count, int padded = 0) {
        const std::size_t at = reserve(sizeof(float) * static_cast<std::size_t>(padded > count ? padded : count));
        if (values != nullptr) {
            std::memcpy(m_bytes.data() + at, values, sizeof(float) * static_cast<std::size_t>(count));
        }
        return at;
    }

    /// [9, count], its rows of `padded` values each; 0 for null.
    std::size_t addEdge(const float* edge, int count, int padded) {
        if (edge == nullptr) {
            return 0;
        }
        const std::size_t at = reserve(sizeof(float) * 9 * static_cast<std::size_t>(padded));
        for (int tap = 0; tap < 9; ++tap) {
            std::memcpy(m_bytes.data() + at + sizeof(float) * static_cast<std::size_t>(tap) * padded,
                        edge + static_cast<std::size_t>(tap) * count, sizeof(float) * static_cast<std::size_t>(count));
        }
        return at;
    }

    void setOperand(std::size_t matrix, std::size_t index, float value) {
        const auto set = [&](auto operand) {
            std::memcpy(m_bytes.data() + matrix + index * sizeof operand, &operand, sizeof operand);
        };
        if (m_arithmetic == Arithmetic::Float32) {
            set(value);
        } else if (m_arithmetic == Arithmetic::Float16) {
            set(Operand<Half>::from(value));
        } else {
            set(Operand<BFloat>::from(value));
        }
    }

    /// `weights` is [columns, taps, channels]; each tap's channels are padded to `paddedChannels`.
    PackedMatrix addProduct(const float* weights, const float* bias, int columns, int taps, int channels,
                            int paddedChannels) {
        PackedMatrix m;
        m.depth = roundedUp(taps * paddedChannels, DepthStep);
        m.columns = roundedUp(columns, ColumnStep);
        m.weights = reserve(operandBytes() * static_cast<std::size_t>(m.columns) * m.depth);
        for (int n = 0; n < columns; ++n) {
            for (int tap = 0; tap < taps; ++tap) {
                const float* from = weights + (static_cast<std::size_t>(n) * taps + tap) * channels;
                for (int c = 0; c < channels; ++c) {
                    const int k = tap * paddedChannels + c;
                    setOperand(m.weights, static_cast<std::size_t>(n) * m.depth + k, from[c]);
                }
            }
        }
        m.bias = addFloats(bias, bias == nullptr ? 0 : columns, m.columns);
        return m;
    }

    /// `weights` is [columns, depth]; it is packed the other way round.
    PackedMatrix addTransposed(const float* weights, const float* bias, int columns, int depth) {
        PackedMatrix m{reserve(sizeof(float) * static_cast<std::size_t>(columns) * depth), 0, 0, depth, columns};
        for (int k = 0; k < depth; ++k) {
            for (int n = 0; n < columns; ++n) {
                std::memcpy(m_bytes.data() + m.weights + sizeof(float) * (static_cast<std::size_t>(k) * columns + n),
                            weights + static_cast<std::size_t>(n) * depth + k, sizeof(float));
            }
        }
        m.bias = addFloats(bias, columns);
        return m;
    }

    void addLevel(const LevelWeights& weights) {
        PackedLevel level;
        level.side = weights.side;
        level.channels = weights.channels;
        level.outputs = m_affine ? weights.channels : level.half();
        level.planeChannels = roundedUp(level.half(), ChannelStep);
        level.hidden = roundedUp(weights.width, ColumnStep);
        level.taps = roundedUp(9 * level.outputs, ColumnStep);
        for (int k = 0; k < weights.stepCount; ++k) {
            level.steps.push_back(packed(weights.steps[k], level, weights.width));
        }
        if (weights.prior != nullptr) {
            level.prior = addTransposed(weights.prior, weights.priorBias, level.channels, 9 * level.half());
            level.prior.edge = addEdge(weights.priorEdge, level.channels, level.channels);
        }
        m_levels.push_back(std::move(level));
    }

    PackedStep packed(const StepWeights& step, const PackedLevel& level, int width) {
        PackedStep packed;
        packed.mix = addTransposed(step.mix, step.mixBias, level.channels, level.channels);
        packed.unmix = addTransposed(step.unmix, step.unmixBias, level.channels, level.channels);
        packed.conv1 = addProduct(step.conv1, step.conv1Bias, width, 9, level.half(), level.planeChannels);
        packed.conv1.edge = addEdge(step.conv1Edge, width, packed.conv1.columns);
        packed.conv2 = addProduct(step.conv2, step.conv2Bias, width, 1, width, level.hidden);
        packed.conv3 = addProduct(step.conv3, nullptr, 9 * level.outputs, 1, width, level.hidden);
        packed.conv3Bias = addFloats(step.conv3Bias, level.outputs);
        packed.conv3Edge = addEdge(step.conv3Edge, level.outputs, level.outputs);
        return packed;
    }

    Arithmetic m_arithmetic;
    bool m_affine;
    float m_leastScale;
    int m_image;
    int m_imageChannels;
    std::vector<PackedLevel> m_levels;
    std::size_t m_topMean = 0;
    std::size_t m_topSd = 0;
    std::vector<std::byte> m_bytes;
};

}  // namespace facet::runtime::cuda
