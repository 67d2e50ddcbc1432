// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/latent/AttributeNames.h"

namespace facet::latent {

const std::vector<AttributeName>& knownAttributes() {
    static const std::vector<AttributeName> table = {
        {"smile", "Expression", "Smiling", false},
        {"mouth-open", "Expression", "Mouth_Slightly_Open", false},
        {"narrow-eyes", "Expression", "Narrow_Eyes", false},
        {"high-cheekbones", "Expression", "High_Cheekbones", false},
        {"age", "Age and sex", "Young", true},
        {"masculine", "Age and sex", "Male", false},
        {"eye-bags", "Age and sex", "Bags_Under_Eyes", false},
        {"blond-hair", "Hair", "Blond_Hair", false},
        {"black-hair", "Hair", "Black_Hair", false},
        {"brown-hair", "Hair", "Brown_Hair", false},
        {"gray-hair", "Hair", "Gray_Hair", false},
        {"bangs", "Hair", "Bangs", false},
        {"wavy-hair", "Hair", "Wavy_Hair", false},
        {"straight-hair", "Hair", "Straight_Hair", false},
        {"bald", "Hair", "Bald", false},
        {"receding-hairline", "Hair", "Receding_Hairline", false},
        {"beard", "Beard", "No_Beard", true},
        {"mustache", "Beard", "Mustache", false},
        {"goatee", "Beard", "Goatee", false},
        {"sideburns", "Beard", "Sideburns", false},
        {"stubble", "Beard", "5_o_Clock_Shadow", false},
        {"glasses", "Wearing", "Eyeglasses", false},
        {"hat", "Wearing", "Wearing_Hat", false},
        {"earrings", "Wearing", "Wearing_Earrings", false},
        {"makeup", "Makeup", "Heavy_Makeup", false},
        {"lipstick", "Makeup", "Wearing_Lipstick", false},
        {"rosy-cheeks", "Makeup", "Rosy_Cheeks", false},
        {"thick-eyebrows", "Brows", "Bushy_Eyebrows", false},
        {"arched-eyebrows", "Brows", "Arched_Eyebrows", false},
    };
    return table;
}

}  // namespace facet::latent
