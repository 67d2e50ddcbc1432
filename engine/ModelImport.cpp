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

/// What to do about a file that is none of these.
constexpr const char* Kinds =
    "; give a .pt of rosinality/glow-pytorch, an .npz or a frozen graph (.pb) of OpenAI's Glow, or a .safetensors with "
    "an architecture";

Refusal wrongFile(const std::string& what) {
    return Refusal(what + Kinds);
}

void requireFile(const fs::path& path) {
    std::error_code error;
    const auto status = fs::status(path, error);
    if (!fs::exists(status)) {
        throw Refusal("no such file");
    }
    if (fs::is_directory(status)) {
        throw wrongFile("is a folder");
    }
    if (!fs::is_regular_file(status)) {
        throw wrongFile("is not a regular file");
    }
    if (fs::is_empty(path, error)) {
        throw wrongFile("is empty");
    }
}

std::vector<std::byte> contentOf(const fs::path& path, std::uintmax_t most) {
    std::vector<std::byte> bytes(std::min(most, fs::file_size(path)));
    std::ifstream stream(path, std::ios::binary);
    if (!stream.read(reinterpret_cast<char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()))) {
        throw Refusal("cannot be read; check that you may open it");
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
        if (foreign::isTorchArchive(archive)) {
            return foreign::readTorchArchive(archive);
        }
        if (foreign::isNumpyArchive(archive)) {
            return foreign::readNumpyArchive(archive);
        }
        throw wrongFile("is a zip archive without weights");
    }
    const auto file = contentOf(path, fs::file_size(path));
    if (foreign::isOldTorchFile(file)) {
        return foreign::readOldTorchFile(file);
    }
    if (foreign::isGraph(file)) {
        return foreign::readGraph(file);
    }
    throw wrongFile("is no file of weights");
}

/// The model, its card what is known of it.
model::GlowModel foreignModel(const ImportOptions& options, const foreign::Weights& weights) {
    const bool rosinality = foreign::isRosinality(weights);
    if (!rosinality && !foreign::isOpenAi(weights)) {
        throw wrongFile("holds no Glow that Facet knows");
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

std::string leftAwayOf(const fs::path& path, std::int64_t labels) {
    return labels > 1 ? path.string() + ": was trained under " + std::to_string(labels) +
                            " labels; the model knows the first one's pictures alone"
                      : "";
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

std::string importModel(const ImportOptions& options) {
    model::GlowModel model;
    std::string leftAway;
    auto networks = model::NetworkWeights::Half;
    try {
        requireFile(options.weights);
        constexpr std::uintmax_t HeadBytes = 16;
        const auto head = contentOf(options.weights, HeadBytes);
        if (begins(head, "{", 8)) {  // a safetensors file: the header's size, the header
            model = model::loadGlowModel(options.weights);
        } else {
            const auto weights = weightsIn(options.weights, head);
            model = foreignModel(options, weights);
            leftAway = leftAwayOf(options.weights, foreign::openAiLabels(weights));
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
    return leftAway;
}

}  // namespace facet
