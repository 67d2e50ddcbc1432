// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/FaceEngine.h"
#include "engine/face/FaceParts.h"

#include <vector>

namespace facet::face {

/// In which hues an edit shows, the freest first: any, those that a mouth has (see inHuesOfMouth()), the same with skin
/// beside it that is no darker than in folds, or the photo's own alone.
enum class Hues { Any, OfMouth, OfSmile, OfPhoto };

/// Where of a face, or hair, an edit may show.
enum class Place {
    OfSupport,
    Lips,       ///< of the support the lips alone
    Skin,       ///< all of the support, thinly
    LowerFace,  ///< the support, but nowhere above the cheeks
    UnderEyes,  ///< whatever the support
    EarLobes,   ///< likewise
    Eyes,       ///< likewise
    Brows,      ///< likewise
    Cheeks,     ///< likewise
    Fringe      ///< the support and all above the brows, where the hair keeps its tone
};

/// Whether what shows there is painted on what other attributes leave.
constexpr bool isPaint(Place place) {
    return place == Place::Lips || place == Place::Skin || place == Place::Cheeks;
}

/// What an attribute may change, and how much of it is asked for.
struct Reach {
    const std::vector<float>* support = nullptr;  ///< [SupportSide²], 0 … 1, where it lives; null = everywhere
    double share = 1;  ///< of the strongest amount in the recipe; what is hardly asked for opens no mask
    bool face = true;
    bool hair = true;
    bool moves = false;  ///< geometry, too
    bool tints = true;   ///< the colour of the skin, too
    Hues hues = Hues::Any;
    bool adds = false;   ///< what the photo does not show: teeth, lenses, a beard
    float blackens = 0;  ///< how much of the way to black hair is asked for, 0 … 1
    float asked = 0;     ///< of paint on lips, cheeks or skin, of hair on the lower face, or of a fringe, −2 … 2
    Place place = Place::OfSupport;
};

/// Whether it comes before what the photo has: lenses, a hat, a beard.
inline bool isInFront(const Reach& reach) {
    return reach.adds && !reach.moves;
}

/// Whether it is about the hair alone.
inline bool isOfHair(const Reach& reach) {
    return reach.hair && !reach.face;
}

/// How much of the way to black hair they ask for, 0 … 1.
float blackeningOf(const std::vector<Reach>& reaches);

/// Supports are maps of this side.
constexpr int SupportSide = 64;

/// Fits `edit.where` to what the attributes of a recipe may change in this photo.
void shape(FaceEdit& edit, const FaceParts& parts, const std::vector<Reach>& reaches);

/// How much of a change at each place of a crop of side² pixels such an edit lets through: side² values, 0 … 1.
std::vector<float> shownShares(const FaceParts& parts, const std::vector<Reach>& reaches, int side);

}  // namespace facet::face
