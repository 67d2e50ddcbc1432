// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

namespace facet::latent {

/// An attribute that the command line and the sliders know by name.
struct AttributeName {
    std::string name;    ///< "smile"
    std::string group;   ///< heading in the window
    std::string column;  ///< CelebA's label
    bool negated;        ///< the label says the opposite: beard = not No_Beard, age = not Young
};

/// All attributes that are learnt from a table of labels, in the order of the sliders.
const std::vector<AttributeName>& knownAttributes();

}  // namespace facet::latent
