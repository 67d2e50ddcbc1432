// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include <opencv2/objdetect.hpp>

#include "engine/face/EyeRegressor.h"

namespace facet::face {

/// Where faces may be, by OpenCV's cascades: rough and with false ones among them, for EyeRegressor to improve and to
/// judge. Not const: a cascade has a scratch memory.
class FaceSearch {
 public:
    /// Throws Error(Input) where the cascades of `opencv-data` are not installed.
    FaceSearch();

    /// `grey` is a small copy of the photo (about 500 pixels), 8-bit. The usual case: upright faces seen from the front.
    std::vector<Eyes> likelyEyes(const cv::Mat& grey);
    /// Slower and with more false ones: tilted, turned and hidden faces.
    std::vector<Eyes> possibleEyes(const cv::Mat& grey);

 private:
    struct Cascade {
        cv::CascadeClassifier classifier;
        Point middle;  ///< between the eyes, in units of the box that it finds
        double span;   ///< from eye to eye
    };

    static Cascade load(const std::string& file, Point middle, double span);
    static void search(Cascade& cascade, const cv::Mat& grey, std::vector<Eyes>& eyes);
    void searchTilted(const cv::Mat& grey, double degrees, std::vector<Eyes>& eyes);
    void searchTurned(const cv::Mat& grey, std::vector<Eyes>& eyes);

    Cascade m_fast;
    Cascade m_thorough;
    Cascade m_lenient;
    Cascade m_profile;
};

}  // namespace facet::face
