// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <vector>

namespace facet::test {

/// Wider than sRGB, with a plain power as its curve: Adobe RGB (1998) by its published numbers.
std::vector<std::byte> wideProfile();

/// A screen's by tables alone, as measured ones are. What it does is in no matrix: red light dims the blue.
std::vector<std::byte> tableProfile();

std::vector<std::byte> srgbProfile();

std::vector<std::byte> greyProfile(double gamma);

/// What lcms2 makes of an 8-bit sRGB colour on the screen, colour by colour, without tables of its own: relative
/// colorimetric with black point compensation.
std::vector<unsigned char> onScreen(const std::vector<std::byte>& profile, const std::vector<unsigned char>& rgb);

}  // namespace facet::test
