// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/latent/AttributeSupports.h"

#include "engine/Error.h"
#include "engine/model/Safetensors.h"

namespace facet::latent {

namespace {

const std::string Prefix = "support.";

torch::Tensor toTensor(const std::vector<float>& map) {
    constexpr auto side = AttributeSupports::Side;
    const auto values = torch::from_blob(const_cast<float*>(map.data()), {side, side});
    return (values * 255).round().clamp(0, 255).to(torch::kUInt8);
}

std::vector<float> toMap(const torch::Tensor& tensor) {
    const auto values = tensor.to(torch::kFloat32).div(255).contiguous();
    return {values.data_ptr<float>(), values.data_ptr<float>() + values.numel()};
}

}  // namespace

AttributeSupports loadSupports(const std::filesystem::path& path) {
    const auto file = model::readTensors(path, ErrorKind::Model);
    AttributeSupports result;
    for (const auto& [name, tensor] : file.tensors) {
        const std::vector<std::int64_t> shape = {AttributeSupports::Side, AttributeSupports::Side};
        if (name == "hair") {
            continue;  // in files of before: hair is looked for in each photo
        }
        if (tensor.sizes() != shape || tensor.scalar_type() != torch::kUInt8 || !name.starts_with(Prefix)) {
            throw Error(ErrorKind::Model, path.string() + ": the tensor " + name + " is no mask of 64 × 64 bytes");
        }
        result.supports[name.substr(Prefix.size())] = toMap(tensor);
    }
    if (result.supports.empty()) {
        throw Error(ErrorKind::Model, path.string() + ": is no file of masks; it has no tensor " + Prefix + "NAME");
    }
    if (const auto provenance = file.metadata.find("provenance"); provenance != file.metadata.end()) {
        result.provenance = provenance->second;
    }
    return result;
}

void saveSupports(const AttributeSupports& supports, const std::filesystem::path& path, bool overwrite) {
    model::TensorFile file;
    for (const auto& [name, map] : supports.supports) {
        file.tensors[Prefix + name] = toTensor(map);
    }
    file.metadata["provenance"] = supports.provenance;
    model::writeTensors(file, path, overwrite);
}

}  // namespace facet::latent
