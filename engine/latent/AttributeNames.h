// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

namespace facet::latent {

/// Where of a face, or hair, an attribute may change it.
enum class AttributePlace {
    Learnt,     ///< where its label is seen, see AttributeSupports
    Lips,       ///< there, but nowhere beyond the mouth: who wears lipstick mostly wears more
    UnderEyes,  ///< and nowhere else: eyes with bags are mostly old ones
    Eyes,       ///< and nowhere else: who screws up the eyes mostly laughs
    Brows,      ///< and nowhere else: who has arched brows mostly wears make-up
    LowerFace,  ///< where its label is seen, but nowhere above the cheeks: who has stubble has a man's brows
    EarLobes,   ///< and nowhere else: who wears earrings mostly has long hair, and paint
    Skin,       ///< where its label is seen, as thin as paint on skin is
    Cheeks,     ///< and nowhere else: cheeks that are seen to be red mostly belong to red faces
    Fringe,     ///< there, and all above the brows, for a fringe comes from the hair above; the hair keeps its tone
    All         ///< everywhere: hair's colour, age
};

/// In which hues an attribute shows.
enum class AttributeHues {
    Any,      ///< lipstick
    OfMouth,  ///< where a mouth opens, what gets darker keeps the photo's hues, what gets lighter is teeth or skin and
              ///< nowhere blue or green
    OfSmile,  ///< likewise, and beside the mouth nothing is darker than a fold of skin
    OfPhoto   ///< the photo's alone: beards are light and dark
};

/// Which colour of hair an attribute is about, if any.
enum class HairColour { None, Black, Other };

/// What of a photo an attribute may change.
struct AttributeReach {
    bool face = true;
    bool hair = true;
    bool moves = false;  ///< geometry, too: a smile does, a hair's colour does not
    bool tints = true;   ///< the skin's colour as a whole, too
    AttributeHues hues = AttributeHues::Any;
    bool adds = false;  ///< shows what a photo without it has nothing of: teeth, lenses, a beard
    AttributePlace place = AttributePlace::Learnt;
    HairColour colour = HairColour::None;
};

/// An attribute that the command line and the sliders know by name.
struct AttributeName {
    std::string name;    ///< "smile"
    std::string group;   ///< heading in the window
    std::string column;  ///< CelebA's label
    bool negated;        ///< the label says the opposite: beard = not No_Beard, age = not Young
    AttributeReach reach;
};

/// What an edit must not change unasked.
inline constexpr const char* ProtectedNames[] = {"masculine", "age", "glasses", "smile"};
bool isProtected(const std::string& name);
/// What of that goes along with an attribute all the same: a smile is what raises cheeks, and without it the model has
/// but dark patches for them.
std::vector<std::string> alongsideOf(const std::string& attribute);

/// All attributes that are learnt from a table of labels, in the order of the sliders.
const std::vector<AttributeName>& knownAttributes();

/// What the attribute of that name may change; of another one, say one that a person taught, all of the head.
AttributeReach reachOf(const std::string& name);

}  // namespace facet::latent
