// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/Image.h"

#include <filesystem>
#include <string>
#include <vector>

namespace facet::test {

/// What a player finds in a film.
struct ReadFilm {
    std::string codec;    ///< "h264"
    std::string profile;  ///< "High"; empty where the codec has none
    std::string pixels;   ///< "yuv420p"
    std::string matrix;   ///< "bt709"
    std::string transfer;
    std::string primaries;
    std::string range;
    std::string comment;
    std::string description;
    double seconds = 0;         ///< from the first frame to the end of the last one
    std::vector<double> times;  ///< of each frame
    std::vector<Image> frames;  ///< RGB
};

/// Decodes all of it with libav. Throws std::runtime_error where it cannot.
ReadFilm readFilm(const std::filesystem::path& path);

/// Peak signal to noise ratio of 8-bit pictures of one size, in dB; 100 where they are the same.
double psnr(const Image& a, const Image& b);

}  // namespace facet::test
