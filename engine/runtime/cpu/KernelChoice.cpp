// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/runtime/cpu/KernelChoice.h"

#include "engine/runtime/cpu/PackedMatrix.h"

#include <algorithm>
#include <chrono>
#include <iterator>

namespace facet::runtime::cpu {
namespace {

/// Small whole numbers are exact in bfloat16, so what comes out has to be exact, too.
bool multipliesRight(const Kernels& kernels) {
    constexpr int Rows = 37;
    constexpr int Columns = 40;
    const int depth = kernels.paddedDepth(45);
    const auto number = [](int i) { return static_cast<float>(i * 7 % 11 - 5); };
    std::vector<float> rows(static_cast<std::size_t>(Rows) * depth);
    std::vector<float> weights(static_cast<std::size_t>(Columns) * depth);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        rows[i] = number(static_cast<int>(i));
    }
    for (std::size_t i = 0; i < weights.size(); ++i) {
        weights[i] = number(static_cast<int>(i) * 3 + 1);
    }
    const PackedMatrix matrix(kernels, weights, {}, Columns);
    Buffer operands(rows.size() * kernels.operandBytes());
    kernels.operands(rows.data(), operands.data(), rows.size());
    Buffer result(sizeof(float) * Rows * matrix.blocks() * kernels.lanes);
    auto product = matrix.product();
    product.rows = operands.data();
    product.rowCount = Rows;
    product.result = result.data();
    product.resultStride = matrix.blocks() * kernels.lanes;
    kernels.linear(product);
    for (int m = 0; m < Rows; ++m) {
        for (int n = 0; n < Columns; ++n) {
            float sum = 0;
            for (int k = 0; k < depth; ++k) {
                sum += rows[m * depth + k] * weights[n * depth + k];
            }
            if (result.floats()[m * product.resultStride + n] != sum) {
                return false;
            }
        }
    }
    return true;
}

/// The least time of a few that a product takes.
double secondsOf(const Kernels& kernels) {
    using Clock = std::chrono::steady_clock;
    constexpr int Rows = 64, Width = 256;
    const PackedMatrix matrix(kernels, std::vector<float>(static_cast<std::size_t>(Width) * Width, 1.0F), {}, Width);
    const Buffer rows(kernels.operandBytes() * Rows * Width);
    Buffer result(sizeof(float) * Rows * Width);
    auto product = matrix.product();
    product.rows = rows.data();
    product.rowCount = Rows;
    product.result = result.data();
    product.resultStride = Width;
    auto least = Clock::duration::max();
    for (int i = 0; i < 5; ++i) {
        const auto start = Clock::now();
        kernels.linear(product);
        least = std::min(least, Clock::now() - start);
    }
    return std::chrono::duration<double>(least).count();
}

constexpr const Kernels* All[] = {
#ifdef __x86_64__
    &amxKernels,      &avx512Bf16Kernels, &avx512Kernels, &avx2Kernels,
#endif
    &portableKernels,
};

}  // namespace

std::vector<const Kernels*> usableKernels() {
    std::vector<const Kernels*> usable;
    std::copy_if(std::begin(All), std::end(All), std::back_inserter(usable),
                 [](const Kernels* kernels) { return kernels->available() && multipliesRight(*kernels); });
    return usable;
}

ChosenKernels chosenKernels(const std::string& precision) {
    const auto usable = usableKernels();
    const auto fastest = [&](bool bfloat16) -> const Kernels* {
        const auto found =
            std::find_if(usable.begin(), usable.end(), [&](const Kernels* k) { return k->bfloat16 == bfloat16; });
        return found == usable.end() ? nullptr : *found;
    };
    const Kernels* exact = fastest(false);
    const Kernels* narrow = precision == "float32" ? nullptr : fastest(true);
    if (narrow != nullptr && precision == "auto" && secondsOf(*narrow) > secondsOf(*exact)) {
        narrow = nullptr;
    }
    return {narrow != nullptr ? narrow : exact, exact};
}

}  // namespace facet::runtime::cpu
