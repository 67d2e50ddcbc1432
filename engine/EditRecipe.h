// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <string>

namespace facet {

/// How far each named attribute is moved. 0 (or absent) = as it is, +1 = as strong as in the median labelled
/// face that has it, −1 = as far the other way; useful within ±2.
using Amounts = std::map<std::string, double>;

/// Where an edit may touch the photo.
enum class MaskMode {
    Auto,  ///< a feathered oval over the face and hair
    None   ///< the whole aligned crop, feathered only at its border
};

/// What is done to one face, as a plain value: the unit of undo, presets, saving and batch.
struct EditRecipe {
    static constexpr double MaxAmount = 2.0;

    Amounts amounts;
    MaskMode mask = MaskMode::Auto;

    /// True where nothing is asked for, so that the photo's own pixels are the result.
    bool isIdentity() const;

    /// One JSON object, {"amounts": {"smile": 0.8}, "mask": "auto"}; amounts of 0 are left out.
    std::string toJson() const;
    /// Throws Error(Usage) with what is wrong and where.
    static EditRecipe fromJson(const std::string& json);

    friend bool operator==(const EditRecipe&, const EditRecipe&) = default;
};

/// Throws Error(Usage) unless the amount is a number within ±MaxAmount.
void checkAmount(const std::string& name, double amount);

}  // namespace facet
