// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/facet/RecipeOptions.h"

#include "app/facet/Arguments.h"
#include "app/facet/NearestNames.h"
#include "engine/Error.h"
#include "engine/FaceEngine.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <fstream>
#include <map>
#include <sstream>

namespace facet::cli {

namespace {

EditRecipe readRecipe(const std::filesystem::path& path) {
    std::ifstream stream(path, std::ios::binary);
    std::ostringstream text;
    if (!stream || !(text << stream.rdbuf())) {
        throw Error(ErrorKind::Input, path.string() + ": the recipe is empty or cannot be read");
    }
    try {
        return EditRecipe::fromJson(text.str());
    } catch (const Error& error) {
        throw Error(error.kind(), path.string() + ": " + error.what());
    }
}

}  // namespace

EditRecipe RecipeOptions::read() const {
    // The settings first: they cost nothing to check.
    Amounts amounts;
    for (const std::string& setting : settings) {
        const auto [name, amount] = parseSetting(setting);
        amounts[name] = amount;
    }
    EditRecipe recipe = file.empty() ? EditRecipe() : readRecipe(file);
    for (const auto& [name, amount] : amounts) {
        recipe.amounts[name] = amount;
    }
    recipe.mask = mask.value_or(recipe.mask);
    return recipe;
}

void addRecipeOptions(CLI::App& command, RecipeOptions& options, bool withMask) {
    static const std::map<std::string, MaskMode> Masks = {{"auto", MaskMode::Auto}, {"none", MaskMode::None}};
    command.add_option("--set", options.settings, "Move an attribute, such as smile=0.8; from -2 to 2; repeatable")
        ->type_name("NAME=AMOUNT")
        ->allow_extra_args(false);  // what follows may be the photo
    command.add_option("--recipe", options.file, "Moves from a file, which --set adds to")->type_name("FILE.json");
    if (withMask) {
        command
            .add_option_function<std::string>(
                "--mask", [&options](const std::string& name) { options.mask = Masks.at(name); },
                "Touch the face and hair only, or the whole crop (auto)")
            ->type_name("auto|none")
            ->check(CLI::IsMember(Masks).description(""));
    }
}

void checkNames(const EditRecipe& recipe, const EngineInfo& info) {
    std::vector<std::string> known;
    for (const AttributeInfo& attribute : info.attributes) {
        known.push_back(attribute.name);
    }
    for (const auto& [name, amount] : recipe.amounts) {
        if (std::find(known.begin(), known.end(), name) == known.end()) {
            throw Error(ErrorKind::Usage, "unknown attribute \"" + name + "\"" + offerNearest(name, known));
        }
    }
}

}  // namespace facet::cli
