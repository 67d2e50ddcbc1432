// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/model/DequantiserFile.h"

#include "engine/Error.h"
#include "engine/model/Safetensors.h"

#include <nlohmann/json.hpp>

#include <stdexcept>

namespace facet::model {

namespace {

using OrderedJson = nlohmann::ordered_json;

std::map<std::string, torch::Tensor> parametersOf(const flow::Dequantiser& dequantiser) {
    std::map<std::string, torch::Tensor> parameters;
    for (const auto& item : dequantiser.named_parameters()) {
        parameters[item.key()] = item.value().detach();
    }
    return parameters;
}

/// Weights of convolutions: all that has their four extents.
bool isStoredAsHalf(const torch::Tensor& parameter) {
    return parameter.dim() == 4;
}

}  // namespace

std::string dequantiserFormToJson(const flow::DequantiserForm& form) {
    return OrderedJson{{"steps", form.steps}, {"width", form.width}, {"context", form.context}}.dump();
}

flow::DequantiserForm dequantiserFormFromJson(const std::string& text) {
    flow::DequantiserForm form;
    const std::map<std::string, std::int64_t*> fields = {
        {"steps", &form.steps}, {"width", &form.width}, {"context", &form.context}};
    const auto json = OrderedJson::parse(text, nullptr, /*allow_exceptions=*/false);
    if (!json.is_object()) {
        throw std::invalid_argument("a dequantiser is a JSON object of steps, width and context");
    }
    for (const auto& [name, value] : json.items()) {
        const auto field = fields.find(name);
        if (field == fields.end() || !value.is_number_integer()) {
            throw std::invalid_argument("a dequantiser has steps, width and context, whole numbers");
        }
        *field->second = value.get<std::int64_t>();
    }
    form.check();
    return form;
}

StoredDequantiser loadDequantiser(const std::filesystem::path& path, const std::string& modelHash) {
    const auto file = readTensors(path, ErrorKind::Model);
    const auto refuse = [&](const std::string& why) { throw Error(ErrorKind::Model, path.string() + ": " + why); };
    const auto form = file.metadata.find("dequantiser");
    const auto hash = file.metadata.find("model");
    if (form == file.metadata.end() || hash == file.metadata.end()) {
        refuse("is no dequantiser: its metadata lack the form or the model");
    }
    if (hash->second != modelHash) {
        refuse("was trained for the model " + hash->second + ", but the model here is " + modelHash);
    }
    StoredDequantiser stored;
    try {
        stored.dequantiser = std::make_shared<flow::Dequantiser>(dequantiserFormFromJson(form->second));
    } catch (const std::invalid_argument& error) {
        refuse(error.what());
    }
    takeOver(file, parametersOf(*stored.dequantiser), path);
    stored.dequantiser->eval();
    stored.modelHash = modelHash;
    const auto card = file.metadata.find("card");
    stored.card = card == file.metadata.end() ? "{}" : card->second;
    return stored;
}

void saveDequantiser(const StoredDequantiser& stored, const std::filesystem::path& path) {
    TensorFile file;
    file.metadata = {{"dequantiser", dequantiserFormToJson(stored.dequantiser->form())},
                     {"model", stored.modelHash},
                     {"card", stored.card}};
    for (const auto& [name, parameter] : parametersOf(*stored.dequantiser)) {
        file.tensors[name] = isStoredAsHalf(parameter) ? parameter.to(torch::kFloat16) : parameter.clone();
    }
    writeTensors(file, path, true);
}

}  // namespace facet::model
