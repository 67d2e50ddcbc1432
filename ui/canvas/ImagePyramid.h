// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/Image.h"

#include <memory>
#include <vector>

namespace facet::ui {

/// A photo in halving sizes, 8 bits a sample, with the photo's channels. Immutable and cheap to copy.
///
/// Level k is 2⁻ᵏ times the photo's size, rounded up: its pixel (i, j) is the mean of the photo's pixels
/// [2ᵏ·i, 2ᵏ·(i+1)) × [2ᵏ·j, 2ᵏ·(j+1)) that exist.
class ImagePyramid {
 public:
    ImagePyramid() = default;
    /// Takes tens of milliseconds for a camera's photo: meant for a worker. An 8-bit photo is shared, not copied.
    explicit ImagePyramid(std::shared_ptr<const Image> photo);

    bool isEmpty() const { return m_levels.empty(); }
    int levelCount() const { return static_cast<int>(m_levels.size()); }
    const Image& level(int index) const { return *m_levels.at(std::size_t(index)); }

    /// 2⁻ᵏ.
    static double scale(int level);
    /// The coarsest level that still has a pixel for every device pixel, at `zoom` device pixels a photo pixel.
    int levelFor(double zoom) const;

 private:
    std::vector<std::shared_ptr<const Image>> m_levels;
};

}  // namespace facet::ui
