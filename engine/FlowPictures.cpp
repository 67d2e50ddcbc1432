// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/FlowPictures.h"

#include "engine/flow/Dequantise.h"

#include <torch/torch.h>

#include <cstring>

namespace facet {

using torch::Tensor;

std::vector<float> toPlanes(const Tensor& picture) {
    const auto samples = (flow::toLevels(picture.clamp(-0.5, 0.5)) / 255).contiguous();
    return {samples.const_data_ptr<float>(), samples.const_data_ptr<float>() + samples.numel()};
}

Tensor fromPlanes(const std::vector<float>& planes, int side) {
    return flow::fromLevels(torch::tensor(planes).view({1, 3, side, side}) * 255);
}

Image toImage(const Tensor& picture) {  // [3, S, S], flow units
    const auto levels = flow::toLevels(picture).nan_to_num(0).clamp(0, 255).round().to(torch::kUInt8);
    const auto interleaved = levels.permute({1, 2, 0}).contiguous();
    Image image(static_cast<int>(picture.size(2)), static_cast<int>(picture.size(1)), 3);
    std::memcpy(image.data(), interleaved.data_ptr(), image.byteCount());
    return image;
}

}  // namespace facet
