// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/Geometry.h"
#include "engine/Image.h"

#include <opencv2/core.hpp>

#include <filesystem>
#include <string>
#include <vector>

/// Pictures whose faces are known, made of the portraits whose eyes were marked by hand.
namespace facet::measure {

struct MarkedFace {
    Point left;  ///< the eye on the picture's left, in pixels
    Point right;
};

struct MarkedPicture {
    std::string name;
    cv::Mat rgb;  ///< CV_8UC3
    std::vector<MarkedFace> faces;
};

Image imageOf(const cv::Mat& rgb);

/// The portraits of tests/data/portrait_eyes.csv.
std::vector<MarkedPicture> readPortraits(const std::filesystem::path& folder);

using Pictures = std::vector<MarkedPicture>;
Pictures turned(const Pictures& portraits, double degrees);
Pictures shrunk(const Pictures& portraits, double facePixels);  ///< the face's width: 2.2 times the eyes' distance
Pictures darkened(const Pictures& portraits, double factor);
Pictures noisy(const Pictures& portraits, double deviation);
Pictures cutOff(const Pictures& portraits);  ///< through a temple, or under the mouth
Pictures enlarged(const Pictures& portraits, double pixels);
/// 1800×1200, six faces each, of all sizes and tilted by up to 30 degrees.
Pictures groups(const Pictures& portraits);
/// 1600×1250, made of the portraits' parts beside and under the faces.
Pictures backgrounds(const Pictures& portraits);

}  // namespace facet::measure
