// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/media/Container.h"

#include <opencv2/core.hpp>

#include <array>
#include <memory>
#include <mutex>

namespace facet::media {

class ColourTransform;

/// The way between a file's own colours (grey, RGB or CMYK with 0 for full ink) and sRGB, both of 8 or 16 bits.
/// Relative colorimetric with black point compensation. Threads: any.
class ColourProfile {
 public:
    /// Null where the file's samples are sRGB as they are: no profile, sRGB's own, one that is damaged or of another
    /// colour model. CMYK without a usable profile is converted as if the inks were ideal.
    static std::shared_ptr<const ColourProfile> of(Bytes icc, int colours);
    ~ColourProfile();
    ColourProfile(const ColourProfile&) = delete;
    ColourProfile& operator=(const ColourProfile&) = delete;

    int colours() const { return m_colours; }

    /// Grey stays grey and alpha is kept; CMYK becomes RGB.
    cv::Mat toSrgb(const cv::Mat& pixels) const;

    /// Likewise; not for ideal inks, which only changeFromSrgb() can find.
    cv::Mat fromSrgb(const cv::Mat& pixels) const;

    /// What a change from `before` to `after`, both sRGB, comes to in the file's colours: CV_16S for 8 bit, CV_32S for
    /// 16 bit; `own` are the pixels of `before` in the file. Alpha's change is 0, and so is that of equal pixels.
    cv::Mat changeFromSrgb(const cv::Mat& before, const cv::Mat& after, const cv::Mat& own) const;

 private:
    ColourProfile(void* profile, int colours);
    const ColourTransform& transform(bool toSrgb, const cv::Mat& pixels) const;
    void* m_profile;  // lcms2's; null: ideal inks
    void* m_srgb;
    int m_colours;
    mutable std::mutex m_mutex;
    mutable std::array<std::unique_ptr<ColourTransform>, 8> m_transforms;  // by direction, depth and alpha
};

}  // namespace facet::media
