// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/facet/Commands.h"
#include "app/facet/CommonOptions.h"
#include "app/facet/Output.h"
#include "app/facet/PhotoInput.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <iomanip>
#include <memory>
#include <sstream>

namespace facet::cli {

namespace {

using Json = nlohmann::ordered_json;

struct Options {
    std::filesystem::path picture;
    CommonOptions common;
};

/// Text that others wrote, as the JSON it should be, or else as it is.
Json parsed(const std::string& text) {
    Json json = Json::parse(text, nullptr, false);
    return json.is_discarded() ? Json(text) : json;
}

Json attributesOf(const EngineInfo& info) {
    Json attributes = Json::array();
    for (const AttributeInfo& a : info.attributes) {
        attributes.push_back({{"name", a.name},
                              {"group", a.group},
                              {"range", {-EditRecipe::MaxAmount, EditRecipe::MaxAmount}},
                              {"hit", a.hit},
                              {"leak", a.leak}});
    }
    return attributes;
}

Json report(const EngineInfo& info) {
    return {{"version", FACET_VERSION},
            {"device", info.device},
            {"device_reason", info.deviceReason},
            {"model", {{"name", info.modelName}, {"hash", info.modelHash}, {"card", parsed(info.modelCard)}}},
            {"crop_side", info.cropSide},
            {"attributes", attributesOf(info)}};
}

/// A card is for people and may hold anything; what is long and nested is for programs.
std::string cardText(const std::string& card) {
    constexpr std::size_t LongestLine = 120;
    std::string text;
    const Json json = parsed(card);
    if (!json.is_object()) {
        return text;
    }
    for (const auto& [key, value] : json.items()) {
        const std::string nested = value.dump();
        text += "  " + key + ": ";
        text += value.is_string() ? value.get<std::string>() : nested.size() <= LongestLine ? nested : "see --json";
        text += '\n';
    }
    return text;
}

std::string attributeTable(const std::vector<AttributeInfo>& attributes) {
    if (attributes.empty()) {
        return "attributes: none; the model has no directions yet, see facet learn --help\n";
    }
    std::ostringstream text;
    text << "attributes, each from -2 to 2:\n"
         << std::left << "  " << std::setw(20) << "name" << std::setw(18) << "group" << std::right << std::setw(6)
         << "hit" << std::setw(8) << "leak" << '\n';
    for (const AttributeInfo& a : attributes) {
        text << std::left << "  " << std::setw(20) << a.name << std::setw(18) << a.group << std::right << std::setw(4)
             << std::lround(100 * a.hit) << " %" << std::setw(6) << std::lround(100 * a.leak) << " %\n";
    }
    return text.str();
}

void describeProgram(const Options& options) {
    Console console(options.common.quiet, options.common.verbose);
    const auto engine = openEngine(options.common, console);
    const EngineInfo& info = engine->info();
    if (options.common.json) {
        print(report(info));
        return;
    }
    print("Facet " FACET_VERSION "\n" + std::string("device: ") + info.device + " (" + info.deviceReason +
          ")\nmodel: " + info.modelName + ", " + std::to_string(info.cropSide) + "×" + std::to_string(info.cropSide) +
          " pixels, " + info.modelHash + "\n" + cardText(info.modelCard) + attributeTable(info.attributes));
}

void describePicture(const Options& options) {
    Console console(options.common.quiet, options.common.verbose);
    const media::Photo photo = readPhoto(options.picture, console);
    const std::string recipe = media::recipeOf(photo);
    const std::string model = media::modelOf(photo);
    if (options.common.json) {
        print(Json{{"version", FACET_VERSION},
                   {"file", options.picture.string()},
                   {"width", photo.image.width()},
                   {"height", photo.image.height()},
                   {"recipe", recipe.empty() ? Json() : parsed(recipe)},
                   {"model", model.empty() ? Json() : Json(model)}});
        return;
    }
    print(nameOf(options.picture) + ": " + std::to_string(photo.image.width()) + "×" +
          std::to_string(photo.image.height()) + " pixels, " +
          (recipe.empty() ? "not made with Facet" : "made with Facet: " + recipe) +
          (model.empty() ? "" : " by the model " + model) + "\n");
}

}  // namespace

void addInfoCommand(CLI::App& program) {
    const auto options = std::make_shared<Options>();
    CLI::App& command =
        *program.add_subcommand("info", "Tell about the model and the device, or about an edited picture");
    command.add_option("FILE", options->picture, "A picture: which recipe made it")->type_name("");
    addCommonOptions(command, options->common);
    command.footer("Example: facet info edited.jpg");
    command.callback([options] { options->picture.empty() ? describeProgram(*options) : describePicture(*options); });
}

}  // namespace facet::cli
