// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/ModelImport.h"

#include "engine/Error.h"
#include "engine/foreign/ForeignGlow.h"
#include "engine/foreign/Readers.h"
#include "engine/model/GlowModel.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <fstream>

namespace facet {
namespace {

using foreign::Refusal;
using nlohmann::json;
namespace fs = std::filesystem;

std::vector<std::byte> contentOf(const fs::path& path, std::uintmax_t most) {
    std::error_code error;
    if (!fs::is_regular_file(path, error)) {
        throw Refusal("no such file");
    }
    std::vector<std::byte> bytes(std::min(most, fs::file_size(path)));
    std::ifstream stream(path, std::ios::binary);
    if (!stream.read(reinterpret_cast<char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()))) {
        throw Refusal("cannot be read");
    }
    return bytes;
}

bool begins(const std::vector<std::byte>& head, std::string_view with, std::size_t at = 0) {
    return std::string_view(reinterpret_cast<const char*>(head.data()), head.size())
        .substr(std::min(at, head.size()))
        .starts_with(with);
}

foreign::Weights weightsIn(const fs::path& path, const std::vector<std::byte>& head) {
    if (begins(head, "PK\x03\x04")) {
        const foreign::StoredArchive archive(path);
        return foreign::isTorchArchive(archive) ? foreign::readTorchArchive(archive)
                                                : foreign::readNumpyArchive(archive);
    }
    const auto file = contentOf(path, fs::file_size(path));
    return foreign::isOldTorchFile(file) ? foreign::readOldTorchFile(file) : foreign::readGraph(file);
}

/// The model, its card what is known of it.
model::GlowModel foreignModel(const ImportOptions& options, const foreign::Weights& weights) {
    const bool rosinality = foreign::isRosinality(weights);
    if (!rosinality && !foreign::isOpenAi(weights)) {
        throw Refusal(
            "holds no Glow that Facet knows; it reads rosinality/glow-pytorch's state dicts and OpenAI's Glow");
    }
    if (!options.image) {
        throw Error(ErrorKind::Usage,
                    options.weights.string() + " does not say how large its pictures are; say --image-size PIXELS");
    }
    const foreign::Unsaid unsaid = {*options.image, options.bits.value_or(rosinality ? 5 : 8)};
    const char* origin = rosinality ? "rosinality/glow-pytorch" : "OpenAI's Glow";
    const json card = {{"name", options.weights.stem().string()},
                       {"licence", "not said"},
                       {"description", std::string("imported from weights of ") + origin}};
    return {rosinality ? foreign::rosinalityGlow(weights, unsaid) : foreign::openAiGlow(weights, unsaid),
            card.dump(-1, ' ', false, json::error_handler_t::replace), ""};
}

bool isCard(const json& card) {
    return card.is_object() && card.contains("name") && card.contains("licence");
}

std::string cardIn(const fs::path& path) {
    std::ifstream stream(path);
    const auto card = json::parse(stream, nullptr, /*allow_exceptions=*/false);
    if (!isCard(card)) {
        throw Error(ErrorKind::Input, path.string() + ": a card is a JSON object with at least a name and a licence");
    }
    return card.dump();
}

}  // namespace

void importModel(const ImportOptions& options) {
    model::GlowModel model;
    auto networks = model::NetworkWeights::Half;
    try {
        constexpr std::uintmax_t HeadBytes = 16;
        const auto head = contentOf(options.weights, HeadBytes);
        if (begins(head, "{", 8)) {  // a safetensors file: the header's size, the header
            model = model::loadGlowModel(options.weights);
        } else {
            model = foreignModel(options, weightsIn(options.weights, head));
            networks = model::NetworkWeights::Float;  // as they were
        }
    } catch (const Refusal& refusal) {
        throw Error(ErrorKind::Model, options.weights.string() + ": " + refusal.what());
    } catch (const c10::Error&) {
        throw Error(ErrorKind::Model, options.weights.string() + ": is damaged");
    }
    if (!options.card.empty()) {
        model.card = cardIn(options.card);
    } else if (!isCard(json::parse(model.card, nullptr, /*allow_exceptions=*/false))) {
        throw Error(ErrorKind::Usage, "the model needs a card with its name and licence; say --card FILE");
    }
    model::saveGlowModel(model, options.output, options.overwrite, networks);
}

}  // namespace facet
