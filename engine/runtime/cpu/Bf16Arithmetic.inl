// SPDX-License-Identifier: GPL-3.0-or-later
// The arithmetic of AVX-512 BF16 for VectorKernels.inl: pairs of bfloat16 multiplied, their sums kept in float32.

namespace {

struct Arithmetic {
    using Vector = __m512;
    using Whole = int __attribute__((vector_size(64)));
    using Operand = std::uint16_t;
    using Weights = __m512bh;
    static constexpr int Group = 2;
    static constexpr int Rows = 8;
    static constexpr int Blocks = 3;

    static Weights weights(const Operand* from) { return __builtin_bit_cast(Weights, _mm512_loadu_si512(from)); }
    static Weights broadcast(const Operand* pair) {
        int both;
        __builtin_memcpy(&both, pair, sizeof(both));
        return __builtin_bit_cast(Weights, _mm512_set1_epi32(both));
    }
    static Vector multiplyAdd(Weights x, Weights w, Vector sum) { return _mm512_dpbf16_ps(sum, x, w); }
    static void storeOperands(Operand* to, Vector value) {
        const __m256bh narrow = _mm512_cvtneps_pbh(value);
        __builtin_memcpy(to, &narrow, sizeof(narrow));
    }
    static Vector gated(const Operand* gate, Vector value) {
        __m256i operands;
        __builtin_memcpy(&operands, gate, sizeof(operands));
        return _mm512_maskz_mov_ps(_mm256_cmpgt_epi16_mask(operands, _mm256_setzero_si256()), value);
    }
    static void toOperands(const float* from, Operand* to, std::size_t count) {
        std::size_t i = 0;
        for (; i + 16 <= count; i += 16) {
            storeOperands(to + i, _mm512_loadu_ps(from + i));
        }
        if (i < count) {
            const __mmask16 rest = static_cast<__mmask16>((1U << (count - i)) - 1);
            const __m256bh narrow = _mm512_cvtneps_pbh(_mm512_maskz_loadu_ps(rest, from + i));
            _mm256_mask_storeu_epi16(to + i, rest, __builtin_bit_cast(__m256i, narrow));
        }
    }
};

bool hasBf16() {
    return __builtin_cpu_supports("avx512bf16") && __builtin_cpu_supports("avx512bw") &&
           __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512dq");
}

}  // namespace
