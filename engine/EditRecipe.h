// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/Image.h"

#include <map>
#include <memory>
#include <string>

namespace facet {

/// How far each named attribute is moved. 0 (or absent) = as it is, +1 = as strong as in the median labelled
/// face that has it, −1 = as far the other way; useful within ±2.
using Amounts = std::map<std::string, double>;

/// Where an edit may touch the photo.
enum class MaskMode {
    Auto,    ///< where the attributes live in this photo: its face, its hair
    None,    ///< the whole aligned crop, feathered only at its border
    Painted  ///< where the person painted
};

/// A mask that a person painted, over the whole photo: grey, white = edit. It may be smaller than the photo, whose
/// corners are its corners. Immutable and shared, so that recipes stay cheap to copy.
struct PaintedMask {
    std::shared_ptr<const Image> picture;
    friend bool operator==(const PaintedMask& a, const PaintedMask& b) {
        return a.picture == b.picture || (a.picture && b.picture && *a.picture == *b.picture);
    }
};

/// What is done to one face, as a plain value: the unit of undo, presets, saving and batch.
struct EditRecipe {
    static constexpr double MaxAmount = 2.0;

    Amounts amounts;
    MaskMode mask = MaskMode::Auto;
    PaintedMask painted = {};  ///< for MaskMode::Painted

    /// True where nothing is asked for, so that the photo's own pixels are the result.
    bool isIdentity() const;

    /// One JSON object, {"amounts": {"smile": 0.8}, "mask": "auto"}; amounts of 0 are left out. A painted mask is only
    /// named ("painted"): its pixels travel as a picture of their own.
    std::string toJson() const;
    /// Throws Error(Usage) with what is wrong and where; a "painted" mask comes without its picture.
    static EditRecipe fromJson(const std::string& json);

    friend bool operator==(const EditRecipe&, const EditRecipe&) = default;
};

/// Throws Error(Usage) unless the amount is a number within ±MaxAmount.
void checkAmount(const std::string& name, double amount);

}  // namespace facet
