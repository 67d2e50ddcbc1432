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

bool isEyeOrMouth(Point p) {
    return ellipse(p, Alignment::LeftEyeInCrop.x, 0.45, 0.085, 0.075) < 1 ||
           ellipse(p, Alignment::RightEyeInCrop.x, 0.45, 0.085, 0.075) < 1 || mouthOval(p) < 1;
}

bool isSurelySkin(Point p) {
    return ellipse(p, Middle, 0.58, 0.17, 0.27) < 1 && !isEyeOrMouth(p);
}

}  // namespace facet::face
