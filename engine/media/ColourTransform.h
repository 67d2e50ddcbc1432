// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <opencv2/core.hpp>

#include <lcms2.h>

namespace facet::media {

/// A pixel of ours: grey, RGB, or CMYK with 0 for full ink.
struct PixelLayout {
    int colours = 3;    ///< 1, 3 or 4
    bool wide = false;  ///< 16 bits a sample, not 8
    bool alpha = false;

    cmsUInt32Number ofLcms() const;
    int ofOpenCv() const { return CV_MAKETYPE(wide ? CV_16U : CV_8U, colours + (alpha ? 1 : 0)); }
};

/// lcms2's way from one profile to another: relative colorimetric with black point compensation (ICC.1:2022, 6.1.2;
/// ISO 18619). Alpha is kept. Threads: any.
class ColourTransform {
 public:
    struct End {
        cmsHPROFILE profile = nullptr;  ///< only needed while the transform is made
        PixelLayout layout;
    };

    /// `exact`: every colour by the profiles themselves, which is slow; else by tables that lcms2 makes of them.
    ColourTransform(const End& from, const End& to, bool exact = false);
    ~ColourTransform();
    ColourTransform(const ColourTransform&) = delete;
    ColourTransform& operator=(const ColourTransform&) = delete;

    /// False where one of the profiles does not lead that way. Nothing else may be asked then.
    bool isUsable() const { return m_transform != nullptr; }
    /// True where no colour moves by more than rounding does. For ends of the same 8-bit layout without alpha.
    bool changesNothing() const;

    cv::Mat apply(const cv::Mat& pixels) const;
    void apply(const cv::Mat& pixels, cv::Mat& result) const;

 private:
    cmsHTRANSFORM m_transform;
    PixelLayout m_from;
    PixelLayout m_to;
};

}  // namespace facet::media
