// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/model/GlowModel.h"

#include "engine/Error.h"
#include "engine/model/ContentHash.h"
#include "engine/model/Safetensors.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <optional>
#include <stdexcept>
#include <type_traits>

namespace facet::model {

namespace {

using Json = nlohmann::json;
using flow::CouplingKind;
using flow::PermutationKind;

const std::map<std::string, PermutationKind> Permutations = {{"reverse", PermutationKind::Reverse},
                                                             {"shuffle", PermutationKind::Shuffle},
                                                             {"checkerboard", PermutationKind::Checkerboard},
                                                             {"conv1x1", PermutationKind::Conv1x1},
                                                             {"conv1x1-lu", PermutationKind::Conv1x1Lu}};
const std::map<std::string, CouplingKind> Couplings = {{"additive", CouplingKind::Additive},
                                                       {"affine", CouplingKind::Affine}};
const std::map<std::string, flow::Padding> Paddings = {{"zeros", flow::Padding::Zeros},
                                                       {"edge-bias", flow::Padding::EdgeBias}};
const std::map<std::string, double> LeastScales = {{"0.5+0.5*sigmoid(r+2)", 0.5}, {"sigmoid(r+2)", 0.0}};
constexpr const char* SqueezeOrder = "c*4+dy*2+dx";

template <class Kind>
Kind kindOf(const std::map<std::string, Kind>& table, const std::string& name) {
    const auto entry = table.find(name);
    if (entry == table.end()) {
        throw std::invalid_argument("architecture: \"" + name + "\" is unknown");
    }
    return entry->second;
}

template <class Kind>
std::string nameOf(const std::map<std::string, Kind>& table, Kind kind) {
    for (const auto& [name, candidate] : table) {
        if (candidate == kind) {
            return name;
        }
    }
    throw std::invalid_argument("architecture: unknown kind");
}

/// A field, or what it is where it is not there.
template <class Value>
Value valueOf(const Json& json, const char* name, std::optional<Value> otherwise = {}) {
    const auto field = json.find(name);
    if (field == json.end() && otherwise) {
        return *otherwise;
    }
    const auto isWhole = [](const Json& value) { return value.is_number_integer(); };
    bool fits = field != json.end();
    if constexpr (std::is_integral_v<Value>) {
        fits = fits && isWhole(*field);
    } else if constexpr (!std::is_same_v<Value, std::string>) {
        fits = fits && field->is_array() && std::all_of(field->begin(), field->end(), isWhole);
    } else {
        fits = fits && field->is_string();
    }
    if (!fits) {
        throw std::invalid_argument(std::string("architecture: \"") + name + "\" is missing or of the wrong kind");
    }
    return field->get<Value>();
}

bool endsWith(const std::string& text, const std::string& end) {
    return text.size() >= end.size() && text.compare(text.size() - end.size(), end.size(), end) == 0;
}

/// Scales of zero convolutions are folded before a file is written; actnorm's log_scale is stored.
bool isFoldedScale(const std::string& name) {
    return endsWith(name, "conv3.log_scale") || endsWith(name, "prior.log_scale");
}

bool isMatrix(const std::string& name) {
    return endsWith(name, ".permutation.weight");
}

bool isStoredAsHalf(const std::string& name) {
    return name.find(".coupling.conv") != std::string::npos && endsWith(name, ".weight");
}

std::map<std::string, torch::Tensor> storedTensors(const flow::Glow& flow) {
    std::map<std::string, torch::Tensor> stored;
    const auto add = [&](const auto& named) {
        for (const auto& item : named) {
            if (!isFoldedScale(item.key())) {
                stored[item.key()] = item.value().detach();
            }
        }
    };
    add(flow.named_parameters());
    add(flow.named_buffers());
    return stored;
}

}  // namespace

std::string architectureToJson(const flow::Architecture& a) {
    Json json = {{"image", a.image},
                 {"channels", a.channels},
                 {"levels", a.levels()},
                 {"steps", a.steps},
                 {"widths", a.widths},
                 {"permutation", nameOf(Permutations, a.permutation)},
                 {"coupling", nameOf(Couplings, a.coupling)},
                 {"scale", nameOf(LeastScales, a.leastScale)},
                 {"padding", nameOf(Paddings, a.padding)},
                 {"squeeze", SqueezeOrder},
                 {"bits", a.bits}};
    if (a.condition > 0) {
        json["condition"] = a.condition;
    }
    if (!a.attention.empty()) {
        json["attention"] = a.attention;
    }
    return json.dump();
}

flow::Architecture architectureFromJson(const std::string& text) {
    using Numbers = std::vector<std::int64_t>;
    const Json json = Json::parse(text, nullptr, /*allow_exceptions=*/false);
    if (!json.is_object()) {
        throw std::invalid_argument("architecture: it is no JSON object");
    }
    flow::Architecture a;
    a.image = valueOf<std::int64_t>(json, "image");
    a.channels = valueOf<std::int64_t>(json, "channels");
    a.condition = valueOf<std::int64_t>(json, "condition", 0);
    a.steps = valueOf<Numbers>(json, "steps");
    a.widths = valueOf<Numbers>(json, "widths");
    a.attention = valueOf<Numbers>(json, "attention", Numbers());
    a.permutation = kindOf(Permutations, valueOf<std::string>(json, "permutation", "conv1x1"));
    a.coupling = kindOf(Couplings, valueOf<std::string>(json, "coupling"));
    a.bits = valueOf<int>(json, "bits", 5);
    a.leastScale = kindOf(LeastScales, valueOf<std::string>(json, "scale", nameOf(LeastScales, a.leastScale)));
    a.padding = kindOf(Paddings, valueOf<std::string>(json, "padding", nameOf(Paddings, a.padding)));
    if (valueOf<std::string>(json, "squeeze", SqueezeOrder) != SqueezeOrder) {
        throw std::invalid_argument("architecture: an unknown squeeze");
    }
    a.check();
    return a;
}

std::filesystem::path modelFileOf(const std::filesystem::path& model) {
    return std::filesystem::is_directory(model) ? model / "model.safetensors" : model;
}

GlowModel loadGlowModel(const std::filesystem::path& path) {
    const TensorFile file = readTensors(path, ErrorKind::Model);
    const auto architecture = file.metadata.find("architecture");
    if (architecture == file.metadata.end()) {
        throw Error(ErrorKind::Model, path.string() + ": is no model of Facet's: its metadata has no architecture");
    }
    GlowModel model;
    try {
        model.flow = std::make_shared<flow::Glow>(architectureFromJson(architecture->second));
    } catch (const std::invalid_argument& error) {
        throw Error(ErrorKind::Model, path.string() + ": " + error.what());
    }
    takeOver(file, storedTensors(*model.flow), path);
    model.flow->markInitialised();
    model.flow->eval();
    const auto card = file.metadata.find("card");
    model.card = card == file.metadata.end() ? "{}" : card->second;
    model.hash = contentHash(file.tensors);
    return model;
}

void saveGlowModel(const GlowModel& model, const std::filesystem::path& path, bool overwrite, NetworkWeights networks) {
    model.flow->foldScales();
    TensorFile file;
    file.metadata = {{"architecture", architectureToJson(model.flow->architecture())}, {"card", model.card}};
    for (const auto& [name, tensor] : storedTensors(*model.flow)) {
        const bool half = networks == NetworkWeights::Half && isStoredAsHalf(name);
        file.tensors[name] = half ? tensor.to(torch::kFloat16) : tensor.clone();
    }
    writeTensors(file, path, overwrite);
}

GlowModel withPlainMatrices(const GlowModel& model) {
    auto architecture = model.flow->architecture();
    architecture.permutation = PermutationKind::Conv1x1;
    GlowModel plain{std::make_shared<flow::Glow>(architecture), model.card, ""};
    const torch::NoGradGuard noGrad;
    const auto from = model.flow->named_parameters();
    for (auto& parameter : plain.flow->named_parameters()) {
        if (const auto* same = from.find(parameter.key()); same != nullptr && !isMatrix(parameter.key())) {
            parameter.value().copy_(*same);
        }
    }
    for (std::int64_t l = 0; l < architecture.levels(); ++l) {
        for (std::int64_t k = 0; k < architecture.steps[l]; ++k) {
            plain.flow->step(l, k).permutation->weight().copy_(model.flow->step(l, k).permutation->weight());
        }
    }
    plain.flow->markInitialised();
    plain.flow->eval();
    return plain;
}

}  // namespace facet::model
