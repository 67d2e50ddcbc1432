// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/LoadedModel.h"

#include "engine/Error.h"
#include "engine/latent/AttributeNames.h"
#include "engine/model/GlowModel.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <fstream>

namespace facet {

std::filesystem::path bundledModelFolder() {
    std::error_code error;
    const auto program = std::filesystem::read_symlink("/proc/self/exe", error).parent_path();
    const std::filesystem::path beside = "models/face64";
    for (const auto& root : {program / ".." / "share" / "facet", program / ".." / ".." / ".." / "resources"}) {
        if (std::filesystem::exists(root / beside / "model.safetensors", error)) {
            return std::filesystem::weakly_canonical(root / beside);
        }
    }
    throw Error(ErrorKind::Model, "the bundled model is not there; reinstall Facet or give one with --model");
}

namespace {

/// Appends the attributes of a file to the model's.
void addAttributes(LoadedModel& model, const std::filesystem::path& file) {
    auto more = latent::loadDirections(file, model.hash, model.runtime->architecture());
    auto& all = model.directions.directions;
    for (auto& direction : more.directions) {
        if (std::any_of(all.begin(), all.end(), [&](const auto& known) { return known.name == direction.name; })) {
            throw Error(ErrorKind::Model,
                        file.string() + ": the model has an attribute \"" + direction.name + "\" already");
        }
        all.push_back(std::move(direction));
    }
}

void addAttributesOfFolder(LoadedModel& model, const std::filesystem::path& folder) {
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        if (entry.path().extension() == ".safetensors") {
            files.push_back(entry.path());
        }
    }
    std::sort(files.begin(), files.end());
    for (const auto& file : files) {
        try {
            addAttributes(model, file);
        } catch (const Error&) {
            continue;
        }
    }
}

void loadMoves(LoadedModel& model) {
    const auto moves = model.folder / "moves.safetensors";
    if (!std::filesystem::exists(moves)) {
        return;
    }
    model.moveSpace = latent::loadMoveSpace(moves, model.hash, model.runtime->architecture());
    for (const char* name : {"guide1.safetensors", "guide2.safetensors"}) {
        model.guides.push_back(train::AttributeJudge::load(model.folder / name));
        if (model.guides.back()->attributes().size() != model.moveSpace.attributes.size()) {
            throw Error(ErrorKind::Model, (model.folder / name).string() + ": does not fit moves.safetensors");
        }
    }
}

/// What the flow's file says of the model, and over that what its folder does.
std::string cardOf(const std::string& ofFlow, const std::filesystem::path& folder) {
    const auto file = folder / "card.json";
    if (!std::filesystem::exists(file)) {
        return ofFlow;
    }
    auto card = nlohmann::ordered_json::parse(ofFlow, nullptr, /*allow_exceptions=*/false);
    std::ifstream stream(file);
    const auto ofFolder = nlohmann::ordered_json::parse(stream, nullptr, /*allow_exceptions=*/false);
    if (!ofFolder.is_object()) {
        throw Error(ErrorKind::Model, file.string() + ": is no JSON object; mend it or take it away");
    }
    if (!card.is_object()) {
        return ofFolder.dump();
    }
    card.update(ofFolder);
    return card.dump();
}

}  // namespace

LoadedModel loadModel(const EngineOptions& options) {
    LoadedModel loaded;
    if (options.threads > 0) {
        torch::set_num_threads(options.threads);  // for what is not the runtime's: fitting, classifying
    }
    const auto file = model::modelFileOf(options.model.empty() ? bundledModelFolder() : options.model);
    auto model = model::loadGlowModel(file);
    if (model.flow->architecture().condition > 0) {
        throw Error(ErrorKind::Model,
                    file.string() + ": holds the details of faces alone; name the model that they refine");
    }
    loaded.computing = {options.device, options.precision, options.threads};
    loaded.runtime = runtime::makeFlowRuntime(*model.flow, loaded.computing);
    loaded.flow = std::move(model.flow);
    loaded.folder = file.parent_path();
    loaded.details =
        std::make_unique<const ModelDetails>(loaded.folder, loaded.runtime->architecture().image, loaded.computing);
    loaded.card = cardOf(model.card, loaded.folder);
    loaded.hash = model.hash;
    loaded.directions.modelHash = model.hash;
    const auto directions = loaded.folder / "directions.safetensors";
    if (std::filesystem::exists(directions)) {
        loaded.directions = latent::loadDirections(directions, model.hash, loaded.runtime->architecture());
    }
    for (const auto& path : options.attributes) {
        if (std::filesystem::is_directory(path)) {
            addAttributesOfFolder(loaded, path);
        } else {
            addAttributes(loaded, path);
        }
    }
    if (const auto masks = loaded.folder / "masks.safetensors"; std::filesystem::exists(masks)) {
        loaded.supports = latent::loadSupports(masks);
    }
    if (const auto parts = loaded.folder / "parts.onnx"; std::filesystem::exists(parts)) {
        loaded.parts = face::loadPartNetwork(parts);
    }
    loadMoves(loaded);
    return loaded;
}

namespace {

/// The card's figures, which are of edits as they are written, in the place of those of the fit.
void takeQuality(AttributeInfo& attribute, const nlohmann::ordered_json& card) {
    const auto quality = card.value("quality", nlohmann::ordered_json::object());
    const auto found = quality.find(attribute.name);
    if (found == quality.end() || !found->is_object()) {
        return;
    }
    const auto worst = found->value("worst_leak", nlohmann::ordered_json());
    const auto hit = found->value("hit", nlohmann::ordered_json());
    const auto leak = found->value("leak", nlohmann::ordered_json());
    if (hit.is_number() && leak.is_number()) {
        attribute.hit = hit;
        attribute.leak = leak;
        attribute.worstLeak = worst.is_string() ? worst.get<std::string>() : std::string();
    }
}

}  // namespace

EngineInfo describe(const LoadedModel& model) {
    EngineInfo info;
    info.device = model.runtime->device();
    info.deviceReason = model.runtime->reason();
    auto card = nlohmann::ordered_json::parse(model.card, nullptr, /*allow_exceptions=*/false);
    if (!card.is_object()) {
        card = nlohmann::ordered_json::object();
    }
    info.modelName = card.value("name", std::string("unnamed"));
    card["architecture"] = nlohmann::json::parse(model::architectureToJson(model.runtime->architecture()));
    if (!model.directions.directions.empty()) {
        card["directions"] = nlohmann::json::parse(model.directions.provenance, nullptr, false);
    }
    info.modelCard = card.dump();
    info.modelHash = model.hash;
    info.cropSide = static_cast<int>(model.runtime->architecture().image);
    for (const auto& direction : model.directions.directions) {
        info.attributes.push_back({direction.name, direction.group, direction.hit, direction.leak, direction.worstLeak,
                                   direction.auc, direction.with, direction.without, direction.judged,
                                   direction.score ? direction.score->alongside : latent::alongsideOf(direction.name)});
        takeQuality(info.attributes.back(), card);
    }
    return info;
}

}  // namespace facet
