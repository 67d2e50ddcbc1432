// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/train/pass/PassKernels.h"

#include <torch/torch.h>

#include <map>
#include <string>
#include <type_traits>
#include <utility>

namespace facet::train {

/// A bfloat16 goes to the kernels as its 16 bits.
template <class Operand>
constexpr torch::ScalarType operandType = std::is_same_v<Operand, float> ? torch::kFloat32 : torch::kBFloat16;

template <class Operand>
const NetworkKernels<Operand>& networkKernels(const PassKernels& kernels) {
    if constexpr (std::is_same_v<Operand, float>) {
        return kernels.exact;
    } else {
        return kernels.half;
    }
}

template <class Operand>
Operand* operandData(const torch::Tensor& tensor) {
    return static_cast<Operand*>(tensor.data_ptr());
}

/// Memory that a pass takes up again and again: fresh pages cost a tenth of a training step. One thread's.
class Scratch {
 public:
    /// Not initialised; valid until the same name is taken again.
    torch::Tensor take(const std::string& name, torch::IntArrayRef shape, torch::ScalarType type) {
        auto& flat = m_flat[{name, type}];
        const auto count = c10::multiply_integers(shape);
        if (!flat.defined() || flat.size(0) < count) {
            flat = torch::empty({count}, type);
        }
        return flat.narrow(0, 0, count).view(shape);
    }

    std::int64_t bytes() const {
        std::int64_t sum = 0;
        for (const auto& [key, flat] : m_flat) {
            sum += static_cast<std::int64_t>(flat.nbytes());
        }
        return sum;
    }

 private:
    std::map<std::pair<std::string, torch::ScalarType>, torch::Tensor> m_flat;
};

}  // namespace facet::train
