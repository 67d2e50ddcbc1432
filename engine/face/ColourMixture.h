// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <opencv2/core.hpp>

#include <vector>

namespace facet::face {

/// What colours a part of a picture has: a few Gaussians, fitted to weighted pixels.
class ColourMixture {
 public:
    /// One weight ≥ 0 a pixel; colours 0 … 255. Where all weights are 0 every colour is about as likely.
    ColourMixture(const std::vector<cv::Vec3f>& pixels, const std::vector<float>& weights, int components);

    /// The logarithm of the density of each pixel's colour.
    std::vector<float> logDensity(const std::vector<cv::Vec3f>& pixels) const;

 private:
    struct Component {
        cv::Vec3f mean;
        cv::Matx33f precision;
        float logWeight = 0;  // of the component, with the Gaussian's own factor
    };

    static Component fitted(const std::vector<cv::Vec3f>& pixels, const std::vector<float>& weights, double total);
    float logDensity(const Component& component, const cv::Vec3f& colour) const;

    std::vector<Component> m_components;
};

}  // namespace facet::face
