// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/latent/AttributeDirections.h"

#include "engine/Error.h"
#include "engine/latent/Latent.h"
#include "engine/model/Safetensors.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace facet::latent {

namespace {

using Json = nlohmann::json;

Direction directionFromJson(const Json& entry, const torch::Tensor& delta) {
    return {entry.at("name").get<std::string>(),
            entry.at("group").get<std::string>(),
            delta,
            entry.at("auc").get<double>(),
            entry.at("hit").get<double>(),
            entry.at("leak").get<double>(),
            entry.at("worst_leak").get<std::string>(),
            entry.value("with", 0),
            entry.value("without", 0),
            entry.value("judged", 0),
            {}};
}

std::string nameOfScore(std::size_t attribute) {
    return "score." + std::to_string(attribute);
}

FeatureScore scoreFromJson(const Json& entry, const torch::Tensor& weights) {
    return {weights.to(torch::kFloat32), entry.at("bias").get<double>(), entry.at("gap").get<double>(),
            entry.at("alongside").get<std::vector<std::string>>()};
}

Json toJson(const Direction& direction) {
    Json entry = {{"name", direction.name}, {"group", direction.group}, {"auc", direction.auc},
                  {"hit", direction.hit},   {"leak", direction.leak},   {"worst_leak", direction.worstLeak}};
    if (direction.with > 0) {
        entry["with"] = direction.with;
        entry["without"] = direction.without;
        entry["judged"] = direction.judged;
    }
    if (const auto& score = direction.score) {
        entry["score"] = {{"bias", score->bias}, {"gap", score->gap}, {"alongside", score->alongside}};
    }
    return entry;
}

}  // namespace

const Direction& AttributeDirections::named(const std::string& name) const {
    const auto found =
        std::find_if(directions.begin(), directions.end(), [&name](const Direction& d) { return d.name == name; });
    if (found == directions.end()) {
        throw Error(ErrorKind::Usage, "there is no attribute \"" + name + "\"; facet info lists them");
    }
    return *found;
}

flow::Eps AttributeDirections::apply(const flow::Eps& eps, const Amounts& amounts, const std::set<std::string>& locked,
                                     const flow::Architecture& architecture) const {
    std::vector<torch::Tensor> axes;
    for (const auto& name : locked) {
        axes.push_back(named(name).delta);
    }
    const auto held = axes.empty() ? torch::Tensor() : std::get<0>(torch::linalg_qr(torch::stack(axes, 1)));  // [d, L]
    auto flat = flatten(eps);
    for (const auto& [name, amount] : amounts) {
        auto delta = named(name).delta;
        if (held.defined() && !locked.contains(name)) {
            delta = delta - held.mv(held.t().mv(delta));
        }
        flat.add_(delta, amount);
    }
    return unflatten(flat, architecture);
}

AttributeDirections loadDirections(const std::filesystem::path& path, const std::string& modelHash,
                                   const flow::Architecture& architecture) {
    const auto file = model::readTensors(path, ErrorKind::Model);
    const auto refuse = [&](const std::string& why) { throw Error(ErrorKind::Model, path.string() + ": " + why); };
    const auto hash = file.metadata.find("model");
    const auto list = file.metadata.find("attributes");
    const auto delta = file.tensors.find("delta");
    if (hash == file.metadata.end() || list == file.metadata.end() || delta == file.tensors.end()) {
        refuse("is no file of directions");
    }
    if (hash->second != modelHash) {
        refuse("was learnt for the model " + hash->second + ", but the model here is " + modelHash);
    }
    AttributeDirections result;
    result.modelHash = modelHash;
    const auto provenance = file.metadata.find("provenance");
    result.provenance = provenance == file.metadata.end() ? "{}" : provenance->second;
    const Json entries = Json::parse(list->second, nullptr, /*allow_exceptions=*/false);
    const auto d = levelOffsets(architecture).back();
    if (!entries.is_array() ||
        delta->second.sizes() != std::vector<std::int64_t>{static_cast<std::int64_t>(entries.size()), d}) {
        refuse("its tensor delta does not fit its list of attributes and the model");
    }
    const auto deltas = delta->second.to(torch::kFloat32);
    if (!torch::isfinite(deltas).all().item<bool>()) {
        refuse("its tensor delta holds values that are not finite");
    }
    try {
        for (std::size_t i = 0; i < entries.size(); ++i) {
            result.directions.push_back(directionFromJson(entries[i], deltas[static_cast<std::int64_t>(i)]));
            if (const auto weights = file.tensors.find(nameOfScore(i)); weights != file.tensors.end()) {
                result.directions.back().score = scoreFromJson(entries[i].at("score"), weights->second);
            }
        }
    } catch (const Json::exception&) {
        refuse("its list of attributes is malformed");
    }
    return result;
}

void renameOnlyDirection(const std::filesystem::path& path, const std::string& name) {
    auto file = model::readTensors(path, ErrorKind::Model);
    auto list = Json::parse(file.metadata["attributes"], nullptr, /*allow_exceptions=*/false);
    if (!list.is_array() || list.size() != 1 || !list[0].is_object() || name.empty()) {
        throw Error(ErrorKind::Usage, path.string() + ": only a file with one attribute can be given a new name");
    }
    list[0]["name"] = name;
    file.metadata["attributes"] = list.dump();
    model::writeTensors(file, path, /*overwrite=*/true);
}

void saveDirections(const AttributeDirections& directions, const std::filesystem::path& path, bool overwrite) {
    Json list = Json::array();
    std::vector<torch::Tensor> deltas;
    model::TensorFile file;
    for (const auto& direction : directions.directions) {
        if (direction.score) {
            file.tensors[nameOfScore(list.size())] = direction.score->weights;
        }
        list.push_back(toJson(direction));
        deltas.push_back(direction.delta.to(torch::kFloat16));
    }
    file.tensors["delta"] = torch::stack(deltas);
    file.metadata = {
        {"model", directions.modelHash}, {"provenance", directions.provenance}, {"attributes", list.dump()}};
    model::writeTensors(file, path, overwrite);
}

}  // namespace facet::latent
