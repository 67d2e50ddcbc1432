// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <stdexcept>

/// Models that other programs made. Their files are read as data: nothing in them is ever run, and nothing is allocated
/// that the file does not hold. All of it throws Refusal for what is damaged, hostile or not known.
namespace facet::foreign {

/// A sentence's end, behind the file's name.
class Refusal : public std::runtime_error {
 public:
    using std::runtime_error::runtime_error;
};

}  // namespace facet::foreign
