// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/face/Feather.h"

#include <algorithm>

namespace facet::face {
namespace {

double eased(double t) {
    if (t >= 1) {
        return 1;
    }
    if (t <= 0) {
        return 0;
    }
    return t * t * t * (t * (6 * t - 15) + 10);  // first and second derivative are 0 at both ends
}

/// The oval over face and hair, in crop units: an ellipse that reaches 0 just inside of the crop's border.
double ovalWeight(Point p) {
    constexpr double CentreX = (Alignment::LeftEyeInCrop.x + Alignment::RightEyeInCrop.x) / 2;
    constexpr double CentreY = 0.5;
    constexpr double RadiusX = 0.48;
    constexpr double RadiusY = 0.495;
    constexpr double Inner = 0.5;  // the squared radius up to which the weight is 1
    const double x = (p.x - CentreX) / RadiusX;
    const double y = (p.y - CentreY) / RadiusY;
    return eased((1 - x * x - y * y) / (1 - Inner));
}

double squareWeight(Point p, const Seams& seams) {
    constexpr double Feather = 0.08;
    const auto within = [](bool seam, double distance) { return seam ? eased(distance / Feather) : 1; };
    return std::min(within(seams.left, p.x), within(seams.right, 1 - p.x)) *
           std::min(within(seams.top, p.y), within(seams.bottom, 1 - p.y));
}

}  // namespace

Seams seamsOf(const Alignment& onPicture, int width, int height) {
    constexpr double Near = 0.5;  // pixels: no pixel's centre lies between
    const auto& m = onPicture.matrix();
    if (m[1] != 0 || m[3] != 0) {
        return {};
    }
    const Point from = onPicture.toPhoto({0, 0});
    const Point to = onPicture.toPhoto({1, 1});
    return {.left = from.x > Near, .top = from.y > Near, .right = to.x < width - Near, .bottom = to.y < height - Near};
}

double maskWeight(MaskMode mode, Point inCrop, const Seams& seams) {
    return mode == MaskMode::Auto ? ovalWeight(inCrop) : squareWeight(inCrop, seams);
}

}  // namespace facet::face
