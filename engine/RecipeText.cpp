// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/RecipeText.h"

#include "engine/Error.h"
#include "engine/media/PhotoFile.h"

#include <exiv2/futils.hpp>
#include <nlohmann/json.hpp>

#include <span>

namespace facet {

namespace {

using Json = nlohmann::json;

constexpr const char* Corrections = "corrections";

std::string base64Of(const std::vector<std::byte>& bytes) {
    std::string text((bytes.size() + 2) / 3 * 4 + 1, '\0');
    Exiv2::base64encode(bytes.data(), bytes.size(), text.data(), text.size());
    text.pop_back();  // the terminator
    return text;
}

std::vector<std::byte> bytesFrom(const std::string& base64) {
    std::vector<std::byte> bytes(base64.size() + 1);
    const long size = Exiv2::base64decode(base64.c_str(), reinterpret_cast<char*>(bytes.data()), bytes.size());
    bytes.resize(std::size_t(std::max(0L, size)));
    return bytes;
}

PaintedMask correctionsFrom(const Json& json) {
    const auto refuse = [] {
        throw Error(ErrorKind::Usage, "the recipe's corrections of the mask are damaged or missing");
    };
    if (!json.is_string()) {
        refuse();
    }
    Image picture;
    try {
        picture = media::readPhoto(std::span<const std::byte>(bytesFrom(json.get<std::string>())), Corrections).image;
    } catch (const Error&) {
        refuse();
    }
    if (picture.channels() != 1 || picture.depth() != Image::Depth::U8 || picture.width() > MaxCorrectionsSide ||
        picture.height() > MaxCorrectionsSide) {
        refuse();
    }
    return {std::make_shared<const Image>(std::move(picture))};
}

}  // namespace

std::string textOf(const EditRecipe& recipe) {
    if (recipe.mask != MaskMode::Corrected) {
        return recipe.toJson();
    }
    Json json = Json::parse(recipe.toJson());
    json[Corrections] = base64Of(media::encodePhoto({*recipe.painted.picture, nullptr}, ".png"));
    return json.dump();
}

EditRecipe recipeFromText(const std::string& text) {
    Json json = Json::parse(text, nullptr, /*allow_exceptions=*/false);
    if (!json.is_object() || json.value("mask", Json()) != "corrected") {
        return EditRecipe::fromJson(text);
    }
    const Json corrections = json.value(Corrections, Json());
    json.erase(Corrections);
    EditRecipe recipe = EditRecipe::fromJson(json.dump());
    recipe.painted = correctionsFrom(corrections);
    return recipe;
}

}  // namespace facet
