// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/latent/AttributeNames.h"

#include <algorithm>
#include <iterator>

namespace facet::latent {

namespace {

// clang-format off
constexpr auto Any = AttributeHues::Any;
constexpr auto OfMouth = AttributeHues::OfMouth;
constexpr auto OfSmile = AttributeHues::OfSmile;
constexpr auto OfPhoto = AttributeHues::OfPhoto;
constexpr auto All = AttributePlace::All;
//                                     face   hair   moves  tints  hues     adds   place
constexpr AttributeReach OfEyes =     {true,  false, true,  false, OfPhoto, false, AttributePlace::Eyes};
constexpr AttributeReach OfBrows =    {true,  false, true,  false, OfPhoto, false, AttributePlace::Brows};
constexpr AttributeReach Mouth =      {true,  false, true,  false, OfMouth, true};
constexpr AttributeReach Smile =      {true,  false, true,  false, OfSmile, true};
constexpr AttributeReach EyeBags =    {true,  false, false, false, OfPhoto, false, AttributePlace::UnderEyes};
constexpr AttributeReach Growth =     {true,  false, false, false, OfPhoto, true,  AttributePlace::LowerFace};
constexpr AttributeReach SkinColour = {true,  false, false, true,  Any,     false, AttributePlace::Skin};
constexpr AttributeReach OnCheeks =   {true,  false, false, true,  Any,     false, AttributePlace::Cheeks};
constexpr AttributeReach OnLips =     {true,  false, false, false, Any,     false, AttributePlace::Lips};
constexpr AttributeReach OnHair =     {false, true,  false, true,  Any,     false, All};
constexpr AttributeReach Coloured =   {false, true,  false, true,  Any,     false, All, HairColour::Other};
constexpr AttributeReach Blackened =  {false, true,  false, true,  OfPhoto, false, All, HairColour::Black};
constexpr AttributeReach OverHead =   {true,  true,  false, false, Any,     false};
constexpr AttributeReach Fringe =     {true,  true,  false, false, Any,     false, AttributePlace::Fringe};
constexpr AttributeReach Worn =       {true,  true,  false, false, Any,     true};
constexpr AttributeReach OnLobes =    {true,  true,  false, false, Any,     true,  AttributePlace::EarLobes};
constexpr AttributeReach WholeHead =  {true,  true,  true,  true,  Any,     false, All};
constexpr AttributeReach Taught =     {true,  true,  true,  true,  Any,     false};
// clang-format on

}  // namespace

const std::vector<AttributeName>& knownAttributes() {
    static const std::vector<AttributeName> table = {
        {"smile", "Expression", "Smiling", false, Smile},
        {"mouth-open", "Expression", "Mouth_Slightly_Open", false, Mouth},
        {"narrow-eyes", "Expression", "Narrow_Eyes", false, OfEyes},
        {"high-cheekbones", "Expression", "High_Cheekbones", false, Smile},
        {"age", "Age and sex", "Young", true, WholeHead},
        {"masculine", "Age and sex", "Male", false, WholeHead},
        {"eye-bags", "Age and sex", "Bags_Under_Eyes", false, EyeBags},
        {"blond-hair", "Hair", "Blond_Hair", false, Coloured},
        {"black-hair", "Hair", "Black_Hair", false, Blackened},
        {"brown-hair", "Hair", "Brown_Hair", false, Coloured},
        {"gray-hair", "Hair", "Gray_Hair", false, Coloured},
        {"bangs", "Hair", "Bangs", false, Fringe},
        {"wavy-hair", "Hair", "Wavy_Hair", false, OnHair},
        {"straight-hair", "Hair", "Straight_Hair", false, OnHair},
        {"bald", "Hair", "Bald", false, OverHead},
        {"receding-hairline", "Hair", "Receding_Hairline", false, OverHead},
        {"beard", "Beard", "No_Beard", true, Growth},
        {"mustache", "Beard", "Mustache", false, Growth},
        {"goatee", "Beard", "Goatee", false, Growth},
        {"sideburns", "Beard", "Sideburns", false, Growth},
        {"stubble", "Beard", "5_o_Clock_Shadow", false, Growth},
        {"glasses", "Wearing", "Eyeglasses", false, Worn},
        {"hat", "Wearing", "Wearing_Hat", false, Worn},
        {"earrings", "Wearing", "Wearing_Earrings", false, OnLobes},
        {"makeup", "Makeup", "Heavy_Makeup", false, SkinColour},
        {"lipstick", "Makeup", "Wearing_Lipstick", false, OnLips},
        {"rosy-cheeks", "Makeup", "Rosy_Cheeks", false, OnCheeks},
        {"thick-eyebrows", "Brows", "Bushy_Eyebrows", false, OfBrows},
        {"arched-eyebrows", "Brows", "Arched_Eyebrows", false, OfBrows},
    };
    return table;
}

bool isProtected(const std::string& name) {
    return std::find(std::begin(ProtectedNames), std::end(ProtectedNames), name) != std::end(ProtectedNames);
}

std::vector<std::string> alongsideOf(const std::string& attribute) {
    return attribute == "high-cheekbones" ? std::vector<std::string>{"smile"} : std::vector<std::string>();
}

AttributeReach reachOf(const std::string& name) {
    const auto& all = knownAttributes();
    const auto found = std::find_if(all.begin(), all.end(), [&](const AttributeName& a) { return a.name == name; });
    return found == all.end() ? Taught : found->reach;
}

}  // namespace facet::latent
