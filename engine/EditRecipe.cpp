// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/EditRecipe.h"

#include "engine/Error.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>

namespace facet {

namespace {

constexpr std::pair<const char*, MaskMode> MaskNames[] = {{"auto", MaskMode::Auto},
                                                          {"none", MaskMode::None},
                                                          {"painted", MaskMode::Painted},
                                                          {"corrected", MaskMode::Corrected}};

MaskMode maskFromName(const std::string& name) {
    for (const auto& [known, mode] : MaskNames) {
        if (name == known) {
            return mode;
        }
    }
    throw Error(ErrorKind::Usage, "the recipe's mask \"" + name +
                                      "\" is unknown; it is \"auto\", \"none\", \"painted\" or \"corrected\"");
}

const char* nameOf(MaskMode mode) {
    const auto* known = std::find_if(std::begin(MaskNames), std::end(MaskNames),
                                     [mode](const auto& entry) { return entry.second == mode; });
    return known->first;
}

bool isListOfNames(const nlohmann::json& value) {
    return value.is_array() &&
           std::all_of(value.begin(), value.end(), [](const auto& name) { return name.is_string(); });
}

double mixAmountFrom(const nlohmann::json& mix) {
    const auto amount = mix.find("amount");
    if (mix.size() != 1 || amount == mix.end() || !amount->is_number() || !(*amount >= 0 && *amount <= 1)) {
        throw Error(ErrorKind::Usage, "the recipe's mix must have an amount from 0 to 1");
    }
    return amount->get<double>();
}

}  // namespace

void checkAmount(const std::string& name, double amount) {
    if (!(std::abs(amount) <= EditRecipe::MaxAmount)) {
        throw Error(ErrorKind::Usage, "the amount of \"" + name + "\" must be a number from -2 to 2");
    }
}

EditRecipe EditRecipe::scaled(double share) const {
    EditRecipe result = *this;
    for (auto& entry : result.amounts) {
        entry.second *= share;
    }
    result.mix.amount *= share;
    return result;
}

bool EditRecipe::isIdentity() const {
    return !mix.isActive() &&
           std::all_of(amounts.begin(), amounts.end(), [](const auto& entry) { return entry.second == 0; });
}

EditRecipe EditRecipe::forOtherPhotos() const {
    EditRecipe recipe = *this;
    if (isMaskByHand()) {
        recipe.mask = MaskMode::Auto;
        recipe.painted = {};
    }
    return recipe;
}

std::string EditRecipe::toJson() const {
    nlohmann::json json = {{"amounts", nlohmann::json::object()}, {"mask", nameOf(mask)}};
    for (const auto& [name, amount] : amounts) {
        if (amount != 0) {
            json["amounts"][name] = amount;
        }
    }
    if (!locked.empty()) {
        json["locked"] = locked;
    }
    if (mix.face) {
        json["mix"] = {{"amount", mix.amount}};
    }
    return json.dump();
}

EditRecipe EditRecipe::fromJson(const std::string& text) {
    const auto json = nlohmann::json::parse(text, nullptr, false);
    if (!json.is_object()) {
        throw Error(ErrorKind::Usage, "the recipe is not a JSON object such as {\"amounts\": {\"smile\": 0.8}}");
    }
    EditRecipe recipe;
    for (const auto& [key, value] : json.items()) {
        if (key == "mask" && value.is_string()) {
            recipe.mask = maskFromName(value.get<std::string>());
        } else if (key == "amounts" && value.is_object()) {
            for (const auto& [name, amount] : value.items()) {
                checkAmount(name, amount.is_number() ? amount.get<double>() : NAN);
                recipe.amounts[name] = amount.get<double>();
            }
        } else if (key == "locked" && isListOfNames(value)) {
            recipe.locked = value.get<std::set<std::string>>();
        } else if (key == "mix" && value.is_object()) {
            recipe.mix.amount = mixAmountFrom(value);
        } else {
            throw Error(ErrorKind::Usage, "the recipe's entry \"" + key + "\" is unknown or of the wrong kind");
        }
    }
    return recipe;
}

}  // namespace facet
