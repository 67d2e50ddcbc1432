// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/facet/RecipeOptions.h"

#include "app/facet/Arguments.h"
#include "app/facet/NearestNames.h"
#include "engine/Error.h"
#include "engine/FaceEngine.h"
#include "engine/RecipeText.h"
#include "engine/media/PhotoFile.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <limits>
#include <set>
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
        return recipeFromText(text.str());
    } catch (const Error& error) {
        throw Error(error.kind(), path.string() + ": " + error.what());
    }
}

/// A sample for every pixel, 0 … 255.
template <class T>
Image greyOf(const Image& picture) {
    constexpr double Weights[] = {0.299, 0.587, 0.114};
    constexpr double Scale = 255.0 / std::numeric_limits<T>::max();
    Image grey(picture.width(), picture.height(), 1);
    for (int y = 0; y < picture.height(); ++y) {
        const T* from = picture.row<T>(y);
        for (int x = 0; x < picture.width(); ++x, from += picture.channels()) {
            double sum = from[0];
            if (picture.colourChannels() == 3) {
                sum = Weights[0] * from[0] + Weights[1] * from[1] + Weights[2] * from[2];
            }
            grey.row<std::uint8_t>(y)[x] = static_cast<std::uint8_t>(std::lround(sum * Scale));
        }
    }
    return grey;
}

PaintedMask readMask(const std::filesystem::path& path) {
    const Image picture = media::readPhoto(path).image;
    const bool isByte = picture.depth() == Image::Depth::U8;
    return {std::make_shared<const Image>(isByte ? greyOf<std::uint8_t>(picture) : greyOf<std::uint16_t>(picture))};
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
    recipe.locked.insert(locked.begin(), locked.end());
    if (mask) {
        recipe.mask = *mask;
        recipe.painted = {};
    }
    if (recipe.mask == MaskMode::Painted) {
        if (painted.empty()) {
            throw Error(ErrorKind::Usage, file.string() + ": was made with a painted mask; give it with --mask FILE");
        }
        recipe.painted = readMask(painted);
    }
    return recipe;
}

void addRecipeOptions(CLI::App& command, RecipeOptions& options, bool withMask) {
    command.add_option("--set", options.settings, "Move an attribute, such as smile=0.8; from -2 to 2; repeatable")
        ->type_name("NAME=AMOUNT")
        ->allow_extra_args(false);  // what follows may be the photo
    command.add_option("--lock", options.locked, "Hold an attribute where it is while others move; repeatable")
        ->type_name("NAME")
        ->allow_extra_args(false);
    command.add_option("--recipe", options.file, "Moves from a file, which --set adds to")->type_name("FILE.json");
    if (withMask) {
        command
            .add_option_function<std::string>(
                "--mask",
                [&options](const std::string& name) {
                    options.mask = name == "auto"   ? MaskMode::Auto
                                   : name == "none" ? MaskMode::None
                                                    : MaskMode::Painted;
                    options.painted = options.mask == MaskMode::Painted ? name : "";
                },
                "Touch what the attributes are about, or the whole crop, or what is white in a picture (auto)")
            ->type_name("auto|none|FILE")
            ->check((CLI::IsMember({"auto", "none"}) | CLI::ExistingFile).description(""));
    }
}

void checkMask(const EditRecipe& recipe, const Image& photo) {
    const Image* mask = recipe.painted.picture.get();
    if (recipe.mask == MaskMode::Painted && mask != nullptr &&
        (mask->width() != photo.width() || mask->height() != photo.height())) {
        const auto size = [](const Image& image) {
            return std::to_string(image.width()) + "×" + std::to_string(image.height());
        };
        throw Error(ErrorKind::Usage,
                    "the mask has " + size(*mask) + " pixels, but the photo has " + size(photo) + "; they must match");
    }
}

void checkNames(const EditRecipe& recipe, const EngineInfo& info) {
    std::vector<std::string> known;
    for (const AttributeInfo& attribute : info.attributes) {
        known.push_back(attribute.name);
    }
    std::set<std::string> named = recipe.locked;
    for (const auto& [name, amount] : recipe.amounts) {
        named.insert(name);
    }
    for (const auto& name : named) {
        if (std::find(known.begin(), known.end(), name) == known.end()) {
            throw Error(ErrorKind::Usage, "unknown attribute \"" + name + "\"" + offerNearest(name, known));
        }
    }
}

}  // namespace facet::cli
