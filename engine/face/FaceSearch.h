// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/face/EyeRegressor.h"

#include <opencv2/objdetect.hpp>

#include <string>
#include <vector>

namespace facet::face {

/// Where faces may be, by OpenCV's cascades: rough and with false ones among them, for EyeRegressor to improve and to
/// judge. Not const: a cascade has a scratch memory.
class FaceSearch {
 public:
    /// Throws Error(Input) where the cascades of `opencv-data` are not installed.
    FaceSearch();

    /// How hard it is looked for: each effort finds what the ones before do not, takes longer, and finds more false
    /// ones.
    enum class Effort {
        Frontal,  ///< upright faces seen from the front: the usual case
        Smaller,  ///< the same in a smaller copy, which hides wrinkles and hard shadows
        Turned,   ///< turned to the side, or partly hidden
        Tilted,   ///< by about 35° to either side
        Lying,    ///< by about 65°
        Others    ///< those of a group who tilt their heads by about 25°
    };
    /// `grey` is a small copy of the photo (about 500 pixels), 8-bit.
    std::vector<Eyes> find(const cv::Mat& grey, Effort effort);

 private:
    struct Cascade {
        cv::CascadeClassifier classifier;
        Point middle;  ///< between the eyes, in units of the box that it finds
        double span;   ///< from eye to eye
    };

    static Cascade load(const std::string& file, Point middle, double span);
    static void search(Cascade& cascade, const cv::Mat& grey, std::vector<Eyes>& eyes);
    void searchUpright(const cv::Mat& grey, std::vector<Eyes>& eyes);
    void searchSmaller(const cv::Mat& grey, std::vector<Eyes>& eyes);
    void searchTilted(const cv::Mat& grey, double degrees, std::vector<Eyes>& eyes);
    void searchTurned(const cv::Mat& grey, std::vector<Eyes>& eyes);

    Cascade m_fast;
    Cascade m_thorough;
    Cascade m_lenient;
    Cascade m_profile;
};

}  // namespace facet::face
