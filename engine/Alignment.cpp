// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/Alignment.h"

#include "engine/Error.h"

#include <algorithm>
#include <cmath>

namespace facet {

Alignment Alignment::fromEyes(Point leftEye, Point rightEye) {
    const double dx = rightEye.x - leftEye.x;
    const double dy = rightEye.y - leftEye.y;
    if (!(std::hypot(dx, dy) >= 4)) {
        throw Error(ErrorKind::Usage, "the two eyes must be at least 4 pixels apart; give them as x,y,x,y in pixels");
    }
    // A similarity is multiplication by a complex number, (a + ib), which takes the crop's eye line to the photo's.
    const double span = RightEyeInCrop.x - LeftEyeInCrop.x;
    const double a = dx / span;
    const double b = dy / span;
    Alignment result;
    result.m_toPhoto[0] = a;
    result.m_toPhoto[1] = -b;
    result.m_toPhoto[3] = b;
    result.m_toPhoto[4] = a;
    result.m_toPhoto[2] = leftEye.x - (a * LeftEyeInCrop.x - b * LeftEyeInCrop.y);
    result.m_toPhoto[5] = leftEye.y - (b * LeftEyeInCrop.x + a * LeftEyeInCrop.y);
    return result;
}

Alignment Alignment::fromMatrix(const std::array<double, 6>& toPhoto) {
    const double determinant = toPhoto[0] * toPhoto[4] - toPhoto[1] * toPhoto[3];
    const bool finite = std::all_of(toPhoto.begin(), toPhoto.end(), [](double entry) { return std::isfinite(entry); });
    if (!finite || !(std::abs(determinant) > 1e-9)) {
        throw Error(ErrorKind::Input, "the alignment is no similarity that can be inverted");
    }
    Alignment result;
    result.m_toPhoto = toPhoto;
    return result;
}

Alignment Alignment::wholePicture(int width, int height) {
    Alignment result;
    result.m_toPhoto[0] = width;
    result.m_toPhoto[4] = height;
    return result;
}

Point Alignment::toPhoto(Point p) const {
    const auto& m = m_toPhoto;
    return {m[0] * p.x + m[1] * p.y + m[2], m[3] * p.x + m[4] * p.y + m[5]};
}

Point Alignment::toCrop(Point p) const {
    const auto& m = m_toPhoto;
    const double determinant = m[0] * m[4] - m[1] * m[3];
    const double x = p.x - m[2];
    const double y = p.y - m[5];
    return {(m[4] * x - m[1] * y) / determinant, (m[0] * y - m[3] * x) / determinant};
}

Alignment Alignment::scaled(double factor) const {
    Alignment result = *this;
    for (double& entry : result.m_toPhoto) {
        entry *= factor;
    }
    return result;
}

double Alignment::side() const {
    return std::hypot(m_toPhoto[0], m_toPhoto[3]);
}

PixelRect Alignment::boundsInPhoto() const {
    const Point corners[] = {toPhoto({0, 0}), toPhoto({1, 0}), toPhoto({0, 1}), toPhoto({1, 1})};
    const auto [left, right] = std::minmax({corners[0].x, corners[1].x, corners[2].x, corners[3].x});
    const auto [top, bottom] = std::minmax({corners[0].y, corners[1].y, corners[2].y, corners[3].y});
    const int x = static_cast<int>(std::floor(left));
    const int y = static_cast<int>(std::floor(top));
    return {x, y, static_cast<int>(std::ceil(right)) - x, static_cast<int>(std::ceil(bottom)) - y};
}

}  // namespace facet
