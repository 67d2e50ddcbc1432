// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/EditReach.h"

#include "engine/latent/AttributeNames.h"

#include <algorithm>
#include <cmath>

namespace facet {

namespace {

/// How much of the way to black hair is asked for: what no other colour of hair outweighs.
double blackeningOf(const Amounts& amounts) {
    double black = 0;
    double other = 0;
    for (const auto& [name, amount] : amounts) {
        switch (latent::reachOf(name).colour) {
            case latent::HairColour::Black:
                black = std::max(black, amount);
                break;
            case latent::HairColour::Other:
                other = std::max(other, amount);
                break;
            case latent::HairColour::None:
                break;
        }
    }
    return std::clamp(black - other, 0.0, 1.0);
}

/// What of an edit's strength its places need to know.
float askedOf(face::Place place, double amount) {
    const bool counts = face::isPaint(place) || place == face::Place::LowerFace || place == face::Place::Fringe;
    return counts ? static_cast<float>(amount) : 0;
}

/// A mouth that closes shows lips where there were teeth, in the model's colours.
face::Hues huesOf(latent::AttributeHues hues, double amount) {
    switch (hues) {
        case latent::AttributeHues::OfMouth:
            return amount > 0 ? face::Hues::OfMouth : face::Hues::Any;
        case latent::AttributeHues::OfSmile:
            return amount > 0 ? face::Hues::OfSmile : face::Hues::Any;
        case latent::AttributeHues::OfPhoto:
            return face::Hues::OfPhoto;
        case latent::AttributeHues::Any:
            break;
    }
    return face::Hues::Any;
}

face::Place placeOf(latent::AttributePlace place) {
    switch (place) {
        case latent::AttributePlace::Lips:
            return face::Place::Lips;
        case latent::AttributePlace::UnderEyes:
            return face::Place::UnderEyes;
        case latent::AttributePlace::Eyes:
            return face::Place::Eyes;
        case latent::AttributePlace::Brows:
            return face::Place::Brows;
        case latent::AttributePlace::LowerFace:
            return face::Place::LowerFace;
        case latent::AttributePlace::EarLobes:
            return face::Place::EarLobes;
        case latent::AttributePlace::Skin:
            return face::Place::Skin;
        case latent::AttributePlace::Cheeks:
            return face::Place::Cheeks;
        case latent::AttributePlace::Fringe:
            return face::Place::Fringe;
        case latent::AttributePlace::Learnt:
        case latent::AttributePlace::All:
            break;
    }
    return face::Place::OfSupport;
}

}  // namespace

std::vector<face::Reach> reachesOf(const EditRecipe& recipe, const latent::AttributeSupports& supports) {
    double strongest = 0;
    for (const auto& [name, amount] : recipe.amounts) {
        strongest = std::max(strongest, std::abs(amount));
    }
    const auto blackening = static_cast<float>(blackeningOf(recipe.amounts));
    std::vector<face::Reach> reaches;
    for (const auto& [name, amount] : recipe.amounts) {
        if (amount == 0) {
            continue;
        }
        const auto may = latent::reachOf(name);
        const auto place = placeOf(may.place);
        const auto support = supports.supports.find(name);
        const bool isLocal = support != supports.supports.end() && may.place != latent::AttributePlace::All;
        reaches.push_back({isLocal ? &support->second : nullptr, std::abs(amount) / strongest, may.face, may.hair,
                           may.moves, may.tints, huesOf(may.hues, amount), may.adds,
                           may.colour == latent::HairColour::Black ? blackening : 0, askedOf(place, amount), place});
    }
    if (recipe.mix.isActive()) {
        reaches.push_back({nullptr, 1, true, true, /*moves=*/true, true});
    }
    return reaches;
}

face::Place placeOf(const std::string& attribute) {
    return placeOf(latent::reachOf(attribute).place);
}

}  // namespace facet
