// SPDX-License-Identifier: GPL-3.0-or-later
#define FACET_BOTH
#include "engine/runtime/cuda/Operands.h"

#include <gmock/gmock.h>
#include <torch/torch.h>

#include <cmath>

namespace facet::runtime::cuda {
namespace {

/// Numbers of every size and sign, and those on and beside the border between two halves.
std::vector<float> manyNumbers() {
    std::vector<float> numbers = {0.0F, -0.0F, 65504.0F, -65504.0F, 1.0F, 0x1p-24F, 0x1p-25F, 0x1.8p-25F, 0x1.ffcp-15F};
    for (int exponent = -30; exponent < 16; ++exponent) {
        for (int i = 0; i < 4096; ++i) {
            const float value = std::ldexp(1.0F + static_cast<float>(i) / 4096.0F, exponent);
            for (const float near : {value, std::nextafter(value, 0.0F), std::nextafter(value, 1e9F)}) {
                if (near <= 65504) {
                    numbers.insert(numbers.end(), {near, -near});
                }
            }
        }
    }
    return numbers;
}

TEST(Operands, RoundAsTorchRounds) {
    auto numbers = manyNumbers();
    const auto floats = torch::from_blob(numbers.data(), {static_cast<std::int64_t>(numbers.size())});
    const auto halves = floats.to(torch::kFloat16).view(torch::kInt16);
    const auto bfloats = floats.to(torch::kBFloat16).view(torch::kInt16);
    for (std::size_t i = 0; i < numbers.size(); ++i) {
        const auto at = static_cast<std::int64_t>(i);
        ASSERT_EQ(static_cast<std::int16_t>(Operand<Half>::from(numbers[i]).bits),
                  halves.const_data_ptr<std::int16_t>()[at])
            << numbers[i];
        ASSERT_EQ(static_cast<std::int16_t>(Operand<BFloat>::from(numbers[i]).bits),
                  bfloats.const_data_ptr<std::int16_t>()[at])
            << numbers[i];
    }
}

TEST(Operands, HalvesAreNeverInfiniteAndNaNStays) {
    EXPECT_EQ(Operand<Half>::from(1e6F).bits, 0x7bff);
    EXPECT_EQ(Operand<Half>::from(-INFINITY).bits, 0xfbff);
    EXPECT_GT(Operand<Half>::from(NAN).bits, 0x7c00);
    EXPECT_GT(Operand<BFloat>::from(NAN).bits, 0x7f80);
    EXPECT_EQ(Operand<BFloat>::from(INFINITY).bits, 0x7f80);
}

}  // namespace
}  // namespace facet::runtime::cuda
