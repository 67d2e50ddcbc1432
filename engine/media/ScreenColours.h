// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/Image.h"

#include <cstddef>
#include <memory>
#include <span>
#include <string>

namespace facet::media {

/// The way from sRGB to the colours of a screen, by the screen's ICC profile (ICC.1:2022): a matrix and curves, or
/// tables. Relative colorimetric with black point compensation; where the profile has perceptual tables alone, by
/// those. Immutable. Threads: any.
class ScreenColours {
 public:
    /// Takes some ten milliseconds for tables: meant for a worker. Throws Error(Input): damaged, of another colour
    /// model than RGB, or without a way to the screen.
    explicit ScreenColours(std::span<const std::byte> icc);
    ~ScreenColours();
    ScreenColours(const ScreenColours&) = delete;
    ScreenColours& operator=(const ScreenColours&) = delete;

    /// As the profile says it; may be empty.
    const std::wstring& name() const { return m_name; }
    /// The screen shows sRGB as it is: nothing needs to be converted.
    bool isSrgb() const { return m_isSrgb; }

    /// 8 bits a sample, of any channels. RGB, because the grey of a screen need not be of equal samples; RGBA where
    /// the picture has alpha, which stays as it is.
    Image toScreen(const Image& picture) const;

 private:
    class Ways;

    std::wstring m_name;
    bool m_isSrgb = false;
    std::unique_ptr<const Ways> m_ways;
};

}  // namespace facet::media
