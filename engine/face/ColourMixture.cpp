// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/face/ColourMixture.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace facet::face {
namespace {

constexpr double Noise = 40;  // squared levels that every colour may be off by, so that flat parts have a width
constexpr float Weightless = 1e-9F;
constexpr int Rounds = 3;

/// Each pixel's component to begin with: equal shares of the weight, from dark to bright.
std::vector<std::vector<float>> byBrightness(const std::vector<cv::Vec3f>& pixels, const std::vector<float>& weights,
                                             int components) {
    std::vector<std::size_t> order(pixels.size());
    std::iota(order.begin(), order.end(), std::size_t(0));
    const auto brightness = [&](std::size_t i) { return pixels[i][0] + pixels[i][1] + pixels[i][2]; };
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return brightness(a) < brightness(b); });
    const double total = std::accumulate(weights.begin(), weights.end(), 0.0) + Weightless;
    std::vector<std::vector<float>> shares(components, std::vector<float>(pixels.size(), Weightless));
    double passed = 0;
    for (const std::size_t i : order) {
        const int component = std::min(components - 1, static_cast<int>(components * passed / total));
        shares[component][i] += weights[i];
        passed += weights[i];
    }
    return shares;
}

}  // namespace

ColourMixture::ColourMixture(const std::vector<cv::Vec3f>& pixels, const std::vector<float>& weights, int components) {
    const double total = std::accumulate(weights.begin(), weights.end(), 0.0) + Weightless;
    auto shares = byBrightness(pixels, weights, components);
    for (int round = 0; round < Rounds; ++round) {
        m_components.clear();
        for (const auto& share : shares) {
            m_components.push_back(fitted(pixels, share, total));
        }
        for (std::size_t i = 0; i < pixels.size(); ++i) {
            float sum = 0;
            for (std::size_t k = 0; k < shares.size(); ++k) {
                shares[k][i] = std::exp(std::max(-60.0F, logDensity(m_components[k], pixels[i])));
                sum += shares[k][i];
            }
            for (auto& share : shares) {
                share[i] *= (weights[i] + Weightless) / sum;
            }
        }
    }
}

ColourMixture::Component ColourMixture::fitted(const std::vector<cv::Vec3f>& pixels, const std::vector<float>& weights,
                                               double total) {
    double sum = Weightless;
    cv::Vec3d mean(0, 0, 0);
    for (std::size_t i = 0; i < pixels.size(); ++i) {
        sum += weights[i];
        mean += double(weights[i]) * cv::Vec3d(pixels[i]);
    }
    mean /= sum;
    cv::Matx33d covariance = cv::Matx33d::eye() * Noise;
    for (std::size_t i = 0; i < pixels.size(); ++i) {
        const cv::Vec3d off = cv::Vec3d(pixels[i]) - mean;
        covariance += (weights[i] / sum) * (off * off.t());
    }
    const double logWeight = std::log(sum / total) - 0.5 * std::log(cv::determinant(covariance));
    return {cv::Vec3f(mean), cv::Matx33f(covariance.inv()), static_cast<float>(logWeight)};
}

float ColourMixture::logDensity(const Component& component, const cv::Vec3f& colour) const {
    const cv::Vec3f off = colour - component.mean;
    return component.logWeight - 0.5F * off.dot(component.precision * off);
}

std::vector<float> ColourMixture::logDensity(const std::vector<cv::Vec3f>& pixels) const {
    std::vector<float> result;
    result.reserve(pixels.size());
    for (const cv::Vec3f& pixel : pixels) {
        float most = -1e30F;
        for (const Component& component : m_components) {
            most = std::max(most, logDensity(component, pixel));
        }
        float sum = 0;
        for (const Component& component : m_components) {
            sum += std::exp(logDensity(component, pixel) - most);
        }
        result.push_back(most + std::log(sum));
    }
    return result;
}

}  // namespace facet::face
