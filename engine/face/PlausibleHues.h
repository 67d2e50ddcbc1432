// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <opencv2/core.hpp>

namespace facet::face {

/// What the model draws on faces as it has seen few comes in hues that nobody has: blue beards, yellow hair. All
/// pictures are CV_32FC3, RGB, 0 … 1.

/// As light as `to` in the hues of `from`: where it is darker less of each colour, where it is lighter more grey.
cv::Mat inHuesOf(const cv::Mat& from, const cv::Mat& to);

/// `to`, but in the hues of `from` where it is darker, and nowhere bluer or greener than grey unless `from` is: what is
/// lighter where a mouth opens is teeth or skin.
cv::Mat inHuesOfMouth(const cv::Mat& from, const cv::Mat& to);

/// `to`, but where it is darker than `from` no darker than folds of skin are, and in the hues of `from`.
cv::Mat inFolds(const cv::Mat& from, const cv::Mat& to);

/// As light as `colours`, in the nearest hues that people's hair has: from copper to straw, and the lighter the paler.
/// The bounds lie between the median and the outermost twentieths of hair in CelebA (facet_measure, HairColours).
cv::Mat inHuesOfHair(const cv::Mat& colours);

/// `to`, but in colours between those of `from` and one of two that it may become, as light as `to`: hair that comes
/// down before skin, or skin where hair is taken away, is partly the one and partly the other.
cv::Mat towardsEither(const cv::Mat& from, const cv::Mat& to, const cv::Vec3f& one, const cv::Vec3f& other);

/// `to`, but no darker than `dark` and no lighter than `light`, or than `from` where that is; lumas, 0 … 1.
cv::Mat asLightAs(const cv::Mat& from, const cv::Mat& to, float dark, float light);

/// `share`, 0 … 1, of the way to hair that is as dark and as cold in the mean as black hair is, where it is lighter or
/// warmer: brightness and saturation of all of the picture go down in proportion. `hair`: its share of each place,
/// CV_32F.
cv::Mat blackened(const cv::Mat& colours, const cv::Mat& hair, float share);

}  // namespace facet::face
