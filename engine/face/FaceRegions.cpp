// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/face/FaceRegions.h"

#include "engine/Alignment.h"

#include <cmath>

namespace facet::face {

namespace {

constexpr double Middle = (Alignment::LeftEyeInCrop.x + Alignment::RightEyeInCrop.x) / 2;

/// (distance to the centre / radius)²; 1 on the ellipse.
double ellipse(Point p, double x, double y, double radiusX, double radiusY) {
    return std::pow((p.x - x) / radiusX, 2) + std::pow((p.y - y) / radiusY, 2);
}

/// 1 within half of an ellipse `outwards` of each eye's column, 0 beyond it.
float softOnBothSides(Point p, double outwards, double y, double radiusX, double radiusY) {
    const double left = ellipse(p, Alignment::LeftEyeInCrop.x - outwards, y, radiusX, radiusY);
    const double right = ellipse(p, Alignment::RightEyeInCrop.x + outwards, y, radiusX, radiusY);
    return smoothStep(2 * (1 - std::min(left, right)));
}

}  // namespace

double ellipseInMiddle(Point p, double y, double radiusX, double radiusY) {
    return ellipse(p, Middle, y, radiusX, radiusY);
}

double faceOval(Point p) {
    return ellipse(p, Middle, 0.56, 0.23, 0.34);
}

double mouthOval(Point p) {
    return ellipse(p, Middle, 0.74, 0.13, 0.075);
}

float aroundMouth(Point p) {
    constexpr double Beyond = 1.6;
    return smoothStep((Beyond - mouthOval(p)) / (Beyond - 1));
}

float likelyLips(Point p) {
    constexpr double HalfWidth = 0.1;
    constexpr double HalfHeight = 0.032;
    constexpr double Corners = 0.008;  // higher than the middle
    constexpr double Unsure = 0.016;
    const double aside = std::pow((p.x - Middle) / HalfWidth, 2);
    const double off = std::abs(p.y - 0.742 + Corners * aside) / (HalfHeight * std::max(0.0, 1 - aside) + Unsure);
    return 0.002F + 0.898F * smoothStep((1.7 - off) / 1.4) * smoothStep((1.35 - std::sqrt(aside)) / 0.4);
}

float aboveBrows(Point p) {
    constexpr double Eyes = 0.42;
    constexpr double Brows = 0.34;
    return smoothStep((Eyes - p.y) / (Eyes - Brows));
}

float underEyes(Point p) {
    return softOnBothSides(p, 0, 0.525, 0.085, 0.05);
}

float belowEyes(Point p) {
    constexpr double Lids = 0.5;
    constexpr double Cheeks = 0.58;
    return smoothStep((p.y - Lids) / (Cheeks - Lids));
}

float onEarLobes(Point p) {
    return softOnBothSides(p, 0.125, 0.65, 0.07, 0.1);
}

float aroundEyes(Point p) {
    return softOnBothSides(p, 0, 0.46, 0.1, 0.055);
}

float onBrows(Point p) {
    return softOnBothSides(p, 0.01, 0.37, 0.13, 0.075);
}

float onCheeks(Point p) {
    return softOnBothSides(p, 0.02, 0.62, 0.1, 0.09);
}

bool isEyeOrMouth(Point p) {
    return ellipse(p, Alignment::LeftEyeInCrop.x, 0.45, 0.085, 0.075) < 1 ||
           ellipse(p, Alignment::RightEyeInCrop.x, 0.45, 0.085, 0.075) < 1 || mouthOval(p) < 1;
}

bool isSurelySkin(Point p) {
    return ellipse(p, Middle, 0.58, 0.17, 0.27) < 1 && !isEyeOrMouth(p);
}

}  // namespace facet::face
