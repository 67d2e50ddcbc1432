// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/media/ColourTransform.h"

#include <opencv2/core/utility.hpp>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <vector>

namespace facet::media {

cmsUInt32Number PixelLayout::ofLcms() const {
    const int space = colours == 1 ? PT_GRAY : colours == 3 ? PT_RGB : PT_CMYK;
    return COLORSPACE_SH(space) | CHANNELS_SH(colours) | BYTES_SH(wide ? 2 : 1) | EXTRA_SH(alpha ? 1 : 0) |
           FLAVOR_SH(colours == 4 ? 1 : 0);
}

ColourTransform::ColourTransform(const End& from, const End& to, bool exact)
    : m_transform(cmsCreateTransform(from.profile, from.layout.ofLcms(), to.profile, to.layout.ofLcms(),
                                     INTENT_RELATIVE_COLORIMETRIC,
                                     cmsFLAGS_NOCACHE | cmsFLAGS_COPY_ALPHA | cmsFLAGS_BLACKPOINTCOMPENSATION |
                                         (exact ? cmsFLAGS_NOOPTIMIZE : 0))),
      m_from(from.layout),
      m_to(to.layout) {}

ColourTransform::~ColourTransform() {
    if (m_transform != nullptr) {
        cmsDeleteTransform(m_transform);
    }
}

bool ColourTransform::changesNothing() const {
    constexpr int Steps = 9;
    const int colours = m_from.colours;
    int pixels = 1;
    for (int c = 0; c < colours; ++c) {
        pixels *= Steps;
    }
    cv::Mat samples(1, pixels, m_from.ofOpenCv());
    auto* sample = samples.ptr<std::uint8_t>();
    for (int i = 0; i < pixels; ++i) {
        for (int c = 0, rest = i; c < colours; ++c, rest /= Steps) {
            *sample++ = static_cast<std::uint8_t>(rest % Steps * 255 / (Steps - 1));
        }
    }
    return cv::norm(samples, apply(samples), cv::NORM_INF) <= 1;
}

cv::Mat ColourTransform::apply(const cv::Mat& pixels) const {
    cv::Mat result;
    apply(pixels, result);
    return result;
}

void ColourTransform::apply(const cv::Mat& pixels, cv::Mat& result) const {
    result.create(pixels.size(), m_to.ofOpenCv());
    cv::parallel_for_(cv::Range(0, pixels.rows), [&](const cv::Range& rows) {
        for (int y = rows.start; y < rows.end; ++y) {
            cmsDoTransform(m_transform, pixels.ptr(y), result.ptr(y), static_cast<cmsUInt32Number>(pixels.cols));
        }
    });
}

}  // namespace facet::media
