// SPDX-License-Identifier: GPL-3.0-or-later
// The products of a coupling network by every instruction set of this processor, one thread.
#include "engine/runtime/cpu/KernelChoice.h"
#include "engine/runtime/cpu/PackedMatrix.h"

#include <benchmark/benchmark.h>
#include <string>
#include <vector>

namespace facet::runtime::cpu {
namespace {

struct Shape {
    int rows;
    int depth;
    int columns;
};

/// conv1, conv2 and conv3 of the bundled model's finest level, conv2 of wide networks, and a level of 4×4 pixels.
constexpr Shape Shapes[] = {{96, 54, 128}, {96, 128, 128}, {96, 128, 108}, {96, 512, 512}, {16, 512, 864}};

void multiply(benchmark::State& state, const Kernels& kernels, const Shape& shape) {
    const int depth = kernels.paddedDepth(shape.depth);
    const PackedMatrix matrix(kernels, std::vector<float>(static_cast<std::size_t>(shape.columns) * depth, 0.5F), {},
                              shape.columns);
    const Buffer rows(kernels.operandBytes() * shape.rows * depth);
    Buffer result(sizeof(float) * shape.rows * matrix.blocks() * kernels.lanes);
    auto product = matrix.product();
    product.rows = rows.data();
    product.rowCount = shape.rows;
    product.result = result.data();
    product.resultStride = matrix.blocks() * kernels.lanes;
    for (auto _ : state) {
        kernels.hidden(product);
        benchmark::ClobberMemory();
    }
    state.counters["GMAC/s"] = benchmark::Counter(1e-9 * shape.rows * shape.depth * shape.columns,
                                                  benchmark::Counter::kIsIterationInvariantRate);
}

void registerAll() {
    for (const Kernels* kernels : usableKernels()) {
        for (const Shape& shape : Shapes) {
            const auto name = std::string(kernels->name) + "/" + std::to_string(shape.rows) + "x" +
                              std::to_string(shape.depth) + "x" + std::to_string(shape.columns);
            benchmark::RegisterBenchmark(
                name.c_str(), [kernels, shape](benchmark::State& state) { multiply(state, *kernels, shape); });
        }
    }
}

}  // namespace
}  // namespace facet::runtime::cpu

int main(int argc, char** argv) {
    facet::runtime::cpu::registerAll();
    benchmark::Initialize(&argc, argv);
    benchmark::RunSpecifiedBenchmarks();
    return 0;
}
