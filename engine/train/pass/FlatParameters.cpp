// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/train/pass/FlatParameters.h"

namespace facet::train {

namespace {

bool isFromHidden(const std::string& name) {
    return name.ends_with("conv3.weight") || name.ends_with("prior.weight");
}

}  // namespace

FlatParameters::FlatParameters(torch::nn::Module& module) {
    constexpr std::int64_t Line = 16;  // floats
    std::int64_t size = 0;
    for (const auto& p : module.named_parameters()) {
        m_places[p.key()] = {size, p.value().sizes().vec(), isFromHidden(p.key())};
        size += (p.value().numel() + Line - 1) / Line * Line;
    }
    const auto device = module.parameters().front().device();
    m_values = torch::zeros({size}, torch::TensorOptions(device).dtype(torch::kFloat32));
    const torch::NoGradGuard noGrad;
    for (auto& p : module.named_parameters()) {
        const auto view = shaped(m_values, p.key());
        view.copy_(p.value());
        p.value().set_data(view);
    }
}

torch::Tensor FlatParameters::part(const torch::Tensor& flat, const std::string& name) const {
    const auto& place = placeOf(name);
    return flat.narrow(0, place.offset, c10::multiply_integers(place.shape));
}

torch::Tensor FlatParameters::shaped(const torch::Tensor& flat, const std::string& name) const {
    const auto& shape = placeOf(name).shape;
    if (placeOf(name).tapsFirst) {
        return part(flat, name).view({shape[0], shape[2], shape[3], shape[1]}).permute({0, 3, 1, 2});
    }
    return part(flat, name).view(shape);
}

}  // namespace facet::train
