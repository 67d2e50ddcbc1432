// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/runtime/cpu/Frame.h"

#include <algorithm>
#include <numeric>
#include <tuple>

namespace facet::runtime::cpu {

/// What flow::attended() adds, before its output, which is part of conv3: behind each row of the first thread's
/// hidden2.
void Frame::attend(const Level& level, const StepPlan& step, std::ptrdiff_t stride) {
    const Kernels& kernels = *m_plan.hidden;
    auto& rows = m_own.front().hidden2;
    const int pixels = level.plan->pixels();
    auto product = step.qkv.product();
    std::tie(product.firstBlock, product.lastBlock) = level.crew->share(product.lastBlock);
    product.rows = rows.data();
    product.rowStride = stride;
    product.rowCount = pixels;
    product.result = m_qkv.data();
    product.resultStride = kernels.paddedColumns(step.qkv.columns());
    kernels.linear(product);
    level.crew->meet();
    const int depth = step.inner() / static_cast<int>(flow::Attention::Heads);
    const auto [first, last] = level.crew->share(static_cast<int>(flow::Attention::Heads) * pixels);
    for (int i = first; i < last; ++i) {
        const std::ptrdiff_t column = kernels.paddedColumns(step.conv2.columns()) + i / pixels * depth;
        const std::ptrdiff_t place = i % pixels * stride + column;
        attendAt(level, step, i / pixels, i % pixels, rows.data() + place * kernels.operandBytes());
    }
    level.crew->meet();
}

/// softmax(q·Kᵀ/√d + P)·V of one head at one pixel, as operands.
void Frame::attendAt(const Level& level, const StepPlan& step, int head, int pixel, std::byte* result) {
    const int pixels = level.plan->pixels();
    const int depth = step.inner() / static_cast<int>(flow::Attention::Heads);
    const std::ptrdiff_t stride = m_plan.hidden->paddedColumns(step.qkv.columns());
    const float* query = m_qkv.floats() + pixel * stride + head * depth;
    const float* keys = m_qkv.floats() + step.inner() + head * depth;
    const float* values = keys + step.inner();
    const float* position = step.positions.floats() + (static_cast<std::ptrdiff_t>(head) * pixels + pixel) * pixels;
    float* shares = m_own[level.crew->index].attention.floats();
    float* heard = shares + m_plan.exact->paddedColumns(pixels);
    for (int p = 0; p < pixels; ++p) {
        shares[p] = std::inner_product(query, query + depth, keys + p * stride, position[p]);
    }
    const float most = *std::max_element(shares, shares + pixels);
    std::for_each(shares, shares + pixels, [most](float& share) { share -= most; });
    m_plan.exact->exponentials(shares, pixels);
    const float sum = std::accumulate(shares, shares + pixels, 0.0F);
    std::fill_n(heard, depth, 0.0F);
    for (int p = 0; p < pixels; ++p) {
        const float share = shares[p] / sum;
        for (int d = 0; d < depth; ++d) {
            heard[d] += share * values[p * stride + d];
        }
    }
    m_plan.hidden->operands(heard, result, depth);
}

}  // namespace facet::runtime::cpu
