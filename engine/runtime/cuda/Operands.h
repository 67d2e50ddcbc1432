// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <cstring>

/// What the products multiply. Needs FACET_BOTH (compiled for host and device) from the device layer.
namespace facet::runtime::cuda {

struct Half {
    std::uint16_t bits;
};
struct BFloat {  // the upper half of a float
    std::uint16_t bits;
};

FACET_BOTH inline std::uint32_t bitsOf(float value) {
    std::uint32_t bits;
    std::memcpy(&bits, &value, sizeof bits);
    return bits;
}

FACET_BOTH inline float floatOf(std::uint32_t bits) {
    float value;
    std::memcpy(&value, &bits, sizeof value);
    return value;
}

template <typename T>
struct Operand;

template <>
struct Operand<float> {
    FACET_BOTH static float from(float value) { return value; }
};

/// To the nearest, ties to even; NaN stays NaN.
template <>
struct Operand<BFloat> {
    FACET_BOTH static BFloat from(float value) {
        const std::uint32_t bits = bitsOf(value);
        if ((bits & 0x7fffffffU) > 0x7f800000U) {
            return {0x7fc0};
        }
        return {static_cast<std::uint16_t>((bits + 0x7fffU + (bits >> 16 & 1U)) >> 16)};
    }
};

/// To the nearest, ties to even; what is larger than a half's largest becomes that, so that a wide activation is
/// inexact and not infinite. NaN stays NaN.
template <>
struct Operand<Half> {
    static constexpr float Largest = 65504;

    FACET_BOTH static Half from(float value) {
        const std::uint32_t sign = bitsOf(value) >> 16 & 0x8000U;
        const std::uint32_t magnitude = bitsOf(value) & 0x7fffffffU;
        if (magnitude > 0x7f800000U) {
            return {0x7e00};
        }
        if (magnitude >= bitsOf(Largest)) {
            return {static_cast<std::uint16_t>(sign | 0x7bffU)};
        }
        if (magnitude < 0x38800000U) {  // below 2⁻¹⁴ halves are multiples of 2⁻²⁴: the sum below rounds to one
            const float unit = floatOf(magnitude) + 0.5F;
            return {static_cast<std::uint16_t>(sign | (bitsOf(unit) - 0x3f000000U))};
        }
        const std::uint32_t rounded = magnitude + 0xfffU + (magnitude >> 13 & 1U);
        return {static_cast<std::uint16_t>(sign | ((rounded - 0x38000000U) >> 13))};
    }
};

}  // namespace facet::runtime::cuda
