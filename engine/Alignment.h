// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/Geometry.h"

#include <array>

namespace facet {

/// Where a face lies: the similarity (scale, rotation, shift; never a mirror) between the photo and the square
/// crop that the flow sees. Crop positions are in units of its side, (0,0) top left to (1,1) bottom right.
///
/// The crop's framing is FFHQ's, which all training data shares: the eye centres of an upright face lie at
/// (0.369, 0.471) and (0.618, 0.471).
class Alignment {
 public:
    static constexpr Point LeftEyeInCrop{0.369, 0.471};   ///< the eye on the picture's left
    static constexpr Point RightEyeInCrop{0.618, 0.471};  ///< the eye on the picture's right

    /// The identity: the crop is the unit square.
    Alignment() = default;

    /// From the eye centres in photo pixels. Throws Error(Usage) where they are less than 4 pixels apart.
    static Alignment fromEyes(Point leftEye, Point rightEye);

    /// From the entries of matrix(). Throws Error(Input) unless they are finite and can be inverted.
    static Alignment fromMatrix(const std::array<double, 6>& toPhoto);

    /// The whole of a picture that is an aligned crop already (for pictures that are not square, each axis is
    /// scaled by itself).
    static Alignment wholePicture(int width, int height);

    Point toPhoto(Point inCrop) const;  ///< crop units → photo pixels
    Point toCrop(Point inPhoto) const;  ///< photo pixels → crop units

    /// The same place in a copy of the photo that is `factor` times as large.
    Alignment scaled(double factor) const;

    /// The length of the crop's upper edge in photo pixels.
    double side() const;

    /// The smallest whole-pixel rectangle of the photo that holds the crop; it may reach beyond the photo.
    PixelRect boundsInPhoto() const;

    /// Row-major 2×3 matrix [a b tx; c d ty] with photo = M · (crop, 1).
    const std::array<double, 6>& matrix() const { return m_toPhoto; }

    friend bool operator==(const Alignment&, const Alignment&) = default;

 private:
    std::array<double, 6> m_toPhoto = {1, 0, 0, 0, 1, 0};
};

}  // namespace facet
