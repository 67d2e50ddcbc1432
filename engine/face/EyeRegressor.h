// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/Alignment.h"

#include <opencv2/core.hpp>

#include <vector>

namespace facet::face {

struct Eyes {
    Point left;  ///< on the picture's left
    Point right;
};

/// One step of the descent: the part of the aligned crop that it looks at, and what it makes of it.
struct EyeStep {
    double left = 0;  ///< of the window, in crop units
    double top = 0;
    double side = 1;
    cv::Mat map;   ///< CV_32F [4, features]: how far the eyes lie from where the crop has them, in crop units
    cv::Mat mean;  ///< CV_32F [1, features]: what the step sees of the mean face

    /// What the step sees where the face is aligned by `eyes`: gradient histograms, and a 1 for the constant.
    cv::Mat features(const cv::Mat& grey, const Eyes& eyes) const;
    /// The eyes as this step improves them.
    Eyes moved(const Eyes& eyes, const cv::Mat& features) const;
};

/// Improves a rough guess of where the eyes are in a few steps: a linear map from gradient histograms of the face, as
/// the guess aligns it, says how far off the guess is (the supervised descent method of Xiong and De la Torre, 2013,
/// for two points).
///
/// The maps are learnt by `facet_learn_eyes` from aligned faces, so the eyes are what that framing calls the eyes.
class EyeRegressor {
 public:
    EyeRegressor();  ///< with the maps that ship with the program

    struct Result {
        Eyes eyes;
        double likeness;  ///< correlation with the mean face, −1 … 1: how sure it is that this is a face
    };
    /// `grey` is 8-bit; everything in its pixels. Guesses so close together that nothing can be seen stay as they are.
    Result refined(const cv::Mat& grey, const Eyes& guess) const;

    /// The middle of the mouth of a face with these eyes.
    Point mouth(const cv::Mat& grey, const Eyes& eyes) const;
    /// How much the face is its own mirror image, −1 … 1: what looks past the camera is not.
    double symmetry(const cv::Mat& grey, const Eyes& eyes) const;

 private:
    std::vector<EyeStep> m_steps;
    cv::Mat m_mouth;  // CV_32F [2, features]: where it is, in crop units, from what the first step sees
};

/// Where the steps look, coarse to fine; the maps are still empty.
std::vector<EyeStep> eyeStepWindows();

}  // namespace facet::face
