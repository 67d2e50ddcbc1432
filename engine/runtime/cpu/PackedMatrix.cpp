// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/runtime/cpu/PackedMatrix.h"

#include <algorithm>
#include <vector>

namespace facet::runtime::cpu {

PackedMatrix::PackedMatrix(const Kernels& kernels, std::span<const float> weights, std::span<const float> bias,
                           int columns)
    : m_columns(columns),
      m_depth(kernels.paddedDepth(static_cast<int>(weights.size()) / columns)),
      m_blocks(kernels.blocks(columns)),
      m_weights(kernels.operandBytes() * m_depth * m_blocks * kernels.lanes),
      m_bias(sizeof(float) * m_blocks * kernels.lanes) {
    const int depth = static_cast<int>(weights.size()) / columns;
    std::vector<float> packed(static_cast<std::size_t>(m_depth) * m_blocks * kernels.lanes);
    for (int n = 0; n < columns; ++n) {
        float* block = packed.data() + static_cast<std::size_t>(n / kernels.lanes) * m_depth * kernels.lanes;
        for (int k = 0; k < depth; ++k) {
            const int group = k / kernels.group * kernels.lanes + n % kernels.lanes;
            block[group * kernels.group + k % kernels.group] = weights[static_cast<std::size_t>(n) * depth + k];
        }
    }
    kernels.operands(packed.data(), m_weights.data(), packed.size());
    std::copy(bias.begin(), bias.end(), m_bias.floats());
}

Product PackedMatrix::product() const {
    return {.rows = nullptr,
            .rowStride = m_depth,
            .rowCount = 0,
            .depth = m_depth,
            .weights = m_weights.data(),
            .bias = m_bias.floats(),
            .firstBlock = 0,
            .lastBlock = m_blocks,
            .result = nullptr,
            .resultStride = 0,
            .gate = nullptr};
}

}  // namespace facet::runtime::cpu
