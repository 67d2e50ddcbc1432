// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <opencv2/core.hpp>

namespace facet::face {

/// Paint on a face, in colours that people paint themselves with. What the model draws for it is of other faces, too:
/// in the pictures that it learnt from who wears lipstick is a woman and smiles, and lips with it are hardly redder
/// than lips without. All pictures are CV_32FC3, RGB, 0 … 1.

/// What the lips of `now` are multiplied by, so that all of them are painted with one colour in their own light and
/// shade: changed as the model changes those of `before` into those of `painted`, in the mean, but as red beside the
/// skin as lipstick has to be to be seen, and no bluer than it can be. `lips`: their share of each place, CV_32F.
/// `paint`, −2 … 2, is how much is asked for; where it is negative lips become no redder. Comes to 1 with `paint` and
/// the change.
cv::Scalar lipstickGain(const cv::Mat& now, const cv::Mat& before, const cv::Mat& painted, const cv::Mat& lips,
                        float paint);

/// `to`, but nowhere lighter than `from`, and redder than it by no more than a blush is, or paler where `paint` is
/// negative: on dark skin the model's own shines orange. `paint`, −2 … 2, is how much is asked for.
cv::Mat withinBlush(const cv::Mat& from, const cv::Mat& to, float paint);

/// `to`, but no more than make-up may change: skin and brows little, eyes mostly into dark, lips in hue and hardly
/// lighter. Taken off, with `paint` (−2 … 2) below 0, the other way round, and less.
cv::Mat withinMakeup(const cv::Mat& from, const cv::Mat& to, float paint);

/// `to`, but where a mouth changes no redder and no bluer than the lips and the skin of `from` are, and somewhat more.
cv::Mat withinLips(const cv::Mat& from, const cv::Mat& to);

}  // namespace facet::face
