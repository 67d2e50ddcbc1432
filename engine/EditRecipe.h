// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/Image.h"

#include <cstdint>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

namespace facet {

/// How far each named attribute is moved. 0 (or absent) = as it is, +1 = as strong as in the median labelled
/// face that has it, −1 = as far the other way; useful within ±2.
using Amounts = std::map<std::string, double>;

/// Where an edit may touch the photo.
enum class MaskMode {
    Auto,      ///< where the attributes live in this photo: its face, its hair
    None,      ///< the whole aligned crop, feathered only at its border
    Painted,   ///< where the person painted
    Corrected  ///< as Auto, but for what the person added to it or took from it
};

/// A mask made by hand: grey, 8 bit. Immutable and shared, so that recipes stay cheap to copy.
///
/// For MaskMode::Painted it lies over the whole photo, whose corners are its corners; white = edit. For
/// MaskMode::Corrected it lies over the face's aligned crop, so that it goes with the face: AsItIs leaves the automatic
/// mask, darker closes it down to nothing at black, lighter opens it.
struct PaintedMask {
    static constexpr std::uint8_t AsItIs = 128;

    std::shared_ptr<const Image> picture;
    friend bool operator==(const PaintedMask& a, const PaintedMask& b) {
        return a.picture == b.picture || (a.picture && b.picture && *a.picture == *b.picture);
    }
};

/// Another person's face as the model sees it: what a face can be moved towards. Immutable and shared, like masks.
struct OtherFace {
    std::string name;            ///< the photo's, for people
    Image picture;               ///< a small one, for people
    std::string model;           ///< the hash of the model whose latents these are
    std::vector<float> latents;  ///< all of them in one row, as FaceEngine::latentsOf() gives them
    friend bool operator==(const OtherFace&, const OtherFace&) = default;
};

/// How far a face goes along the line to another's: 0 = as it is, 1 = the model's picture of the other.
struct Mix {
    std::shared_ptr<const OtherFace> face;  ///< null: nobody
    double amount = 0;

    bool isActive() const { return face && amount != 0; }
    friend bool operator==(const Mix& a, const Mix& b) {
        return a.amount == b.amount && (a.face == b.face || (a.face && b.face && *a.face == *b.face));
    }
};

/// What is done to one face, as a plain value: the unit of undo, presets, saving and batch.
struct EditRecipe {
    static constexpr double MaxAmount = 2.0;

    Amounts amounts;
    MaskMode mask = MaskMode::Auto;
    PaintedMask painted = {};           ///< for MaskMode::Painted and MaskMode::Corrected
    std::set<std::string> locked = {};  ///< attributes that the others do not carry along
    Mix mix = {};

    /// True where nothing is asked for, so that the photo's own pixels are the result.
    bool isIdentity() const;

    /// Whether what the edit may touch follows from the attributes and the photo, but for what a person corrects.
    bool isMaskAutomatic() const { return mask == MaskMode::Auto || mask == MaskMode::Corrected; }

    /// The same, but each amount, and the mix's, times `share`.
    EditRecipe scaled(double share) const;

    /// A mask made by hand belongs to one face of one photo; without it, the rest fits any other.
    bool isMaskByHand() const { return mask == MaskMode::Painted || mask == MaskMode::Corrected; }
    EditRecipe forOtherPhotos() const;

    /// One JSON object, {"amounts": {"smile": 0.8}, "mask": "auto", "locked": ["age"], "mix": {"amount": 0.4}};
    /// amounts of 0 and an empty list are left out. A mask made by hand is only named ("painted", "corrected"), and of
    /// another face only the amount is told: RecipeText.h has one that holds corrections and the other face, too.
    std::string toJson() const;
    /// Throws Error(Usage) with what is wrong and where; a mask made by hand comes without its picture, a mix without
    /// its face.
    static EditRecipe fromJson(const std::string& json);

    friend bool operator==(const EditRecipe&, const EditRecipe&) = default;
};

/// Throws Error(Usage) unless the amount is a number within ±MaxAmount.
void checkAmount(const std::string& name, double amount);

}  // namespace facet
