// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/RecipeText.h"

#include "engine/Error.h"
#include "engine/media/PhotoFile.h"

#include <exiv2/futils.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
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

/// Nothing where the text is not base64 as base64Of() writes it.
std::vector<std::byte> bytesFrom(const std::string& base64) {
    std::vector<std::byte> bytes(base64.size() + 1);
    const long size = Exiv2::base64decode(base64.c_str(), reinterpret_cast<char*>(bytes.data()), bytes.size());
    bytes.resize(std::size_t(std::max(0L, size)));
    return base64Of(bytes) == base64 ? bytes : std::vector<std::byte>{};
}

/// Throws Error(Input), or what JSON throws for what is no text.
Image pictureFrom(const Json& json) {
    return media::readPhoto(std::span<const std::byte>(bytesFrom(json.get<std::string>())), "picture").image;
}

PaintedMask correctionsFrom(const Json& json) {
    const auto refuse = [] {
        throw Error(ErrorKind::Usage, "the recipe's corrections of the mask are damaged or missing");
    };
    Image picture;
    try {
        picture = pictureFrom(json);
    } catch (const std::exception&) {
        refuse();
    }
    if (picture.channels() != 1 || picture.depth() != Image::Depth::U8 || picture.width() > MaxCorrectionsSide ||
        picture.height() > MaxCorrectionsSide) {
        refuse();
    }
    return {std::make_shared<const Image>(std::move(picture))};
}

Json jsonOf(const OtherFace& face) {
    const auto latents = std::as_bytes(std::span(face.latents));
    return {{"name", face.name},
            {"model", face.model},
            {"latents", base64Of({latents.begin(), latents.end()})},
            {"picture", base64Of(media::encodePhoto({face.picture, nullptr}, ".png"))}};
}

std::shared_ptr<const OtherFace> otherFaceFrom(const Json& json) {
    auto face = std::make_shared<OtherFace>();
    try {
        face->name = json.at("name").get<std::string>();
        face->model = json.at("model").get<std::string>();
        face->picture = pictureFrom(json.at("picture"));
        const auto latents = bytesFrom(json.at("latents").get<std::string>());
        face->latents.resize(latents.size() / sizeof(float));
        const auto into = std::as_writable_bytes(std::span(face->latents));
        std::copy_n(latents.begin(), into.size(), into.begin());
    } catch (const std::exception&) {
        face->latents.clear();
    }
    const auto isFinite = [](float value) { return std::isfinite(value); };
    if (face->latents.empty() || !std::all_of(face->latents.begin(), face->latents.end(), isFinite)) {
        throw Error(ErrorKind::Usage, "the other face of the recipe's mix is damaged or missing");
    }
    return face;
}

/// An entry of an object, which then has it no longer; null where there is none.
Json taken(Json& object, const char* key) {
    Json value = object.value(key, Json());
    object.erase(key);
    return value;
}

}  // namespace

std::string textOf(const EditRecipe& recipe) {
    if (recipe.mask != MaskMode::Corrected && !recipe.mix.face) {
        return recipe.toJson();
    }
    Json json = Json::parse(recipe.toJson());
    if (recipe.mask == MaskMode::Corrected) {
        json[Corrections] = base64Of(media::encodePhoto({*recipe.painted.picture, nullptr}, ".png"));
    }
    if (recipe.mix.face) {
        json["mix"]["face"] = jsonOf(*recipe.mix.face);
    }
    return json.dump();
}

EditRecipe recipeFromText(const std::string& text) {
    Json json = Json::parse(text, nullptr, /*allow_exceptions=*/false);
    if (!json.is_object()) {
        return EditRecipe::fromJson(text);
    }
    const bool corrected = json.value("mask", Json()) == "corrected";
    const Json corrections = corrected ? taken(json, Corrections) : Json();
    const bool mixed = json.contains("mix") && json["mix"].is_object();
    const Json face = mixed ? taken(json["mix"], "face") : Json();
    EditRecipe recipe = EditRecipe::fromJson(json.dump());
    if (corrected) {
        recipe.painted = correctionsFrom(corrections);
    }
    if (mixed) {
        recipe.mix.face = otherFaceFrom(face);
    }
    return recipe;
}

}  // namespace facet
