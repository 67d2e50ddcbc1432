// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/runtime/cpu/Buffer.h"
#include "engine/runtime/cpu/Kernels.h"

#include <span>

namespace facet::runtime::cpu {

/// A matrix of weights as its kernels read it: blocks of `lanes` columns, in each the depths one after the other, in
/// groups that are multiplied together. Columns and depths that fill a block up are zero.
class PackedMatrix {
 public:
    PackedMatrix() = default;
    /// `weights` is [columns, depth], as a 1×1 convolution keeps them; `bias` is [columns] or empty.
    PackedMatrix(const Kernels& kernels, std::span<const float> weights, std::span<const float> bias, int columns);

    int columns() const { return m_columns; }
    int depth() const { return m_depth; }  ///< padded
    int blocks() const { return m_blocks; }
    std::size_t bytes() const { return m_weights.size() + m_bias.size(); }
    const float* bias() const { return m_bias.floats(); }

    /// Without the rows and the result, over all columns.
    Product product() const;

 private:
    int m_columns = 0;
    int m_depth = 0;
    int m_blocks = 0;
    Buffer m_weights;
    Buffer m_bias;
};

}  // namespace facet::runtime::cpu
