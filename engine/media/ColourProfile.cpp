// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/media/ColourProfile.h"

#include "engine/media/PixelCodec.h"

#include <opencv2/core/utility.hpp>
#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cmath>
#include <lcms2.h>

namespace facet::media {

namespace {

constexpr cmsUInt32Number Flags = cmsFLAGS_NOCACHE | cmsFLAGS_COPY_ALPHA | cmsFLAGS_BLACKPOINTCOMPENSATION;

cmsHPROFILE srgbProfile(int colours) {
    if (colours != 1) {
        return cmsCreate_sRGBProfile();
    }
    const cmsFloat64Number curve[] = {2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045};
    cmsToneCurve* tone = cmsBuildParametricToneCurve(nullptr, 4, curve);
    cmsHPROFILE profile = cmsCreateGrayProfile(cmsD50_xyY(), tone);
    cmsFreeToneCurve(tone);
    return profile;
}

cmsColorSpaceSignature modelOf(int colours) {
    return colours == 1 ? cmsSigGrayData : colours == 3 ? cmsSigRgbData : cmsSigCmykData;
}

/// lcms2's description of a pixel: one of ours in 8 or 16 bits, with or without alpha.
cmsUInt32Number layout(int colours, bool wide, bool alpha) {
    const int space = colours == 1 ? PT_GRAY : colours == 3 ? PT_RGB : PT_CMYK;
    return COLORSPACE_SH(space) | CHANNELS_SH(colours) | BYTES_SH(wide ? 2 : 1) | EXTRA_SH(alpha ? 1 : 0) |
           FLAVOR_SH(colours == 4 ? 1 : 0);
}

/// True where no colour moves by more than rounding does.
bool isSrgb(cmsHPROFILE profile, cmsHPROFILE srgb, int colours) {
    if (colours == 4) {
        return false;
    }
    const auto pixel = layout(colours, false, false);
    cmsHTRANSFORM transform =
        cmsCreateTransform(profile, pixel, srgb, pixel, INTENT_RELATIVE_COLORIMETRIC, Flags | cmsFLAGS_NOOPTIMIZE);
    if (transform == nullptr) {
        return true;  // of no use
    }
    std::vector<std::uint8_t> samples;
    constexpr int Steps = 9;
    for (int i = 0; i < (colours == 1 ? Steps : Steps * Steps * Steps); ++i) {
        for (int c = 0, rest = i; c < colours; ++c, rest /= Steps) {
            samples.push_back(static_cast<std::uint8_t>(rest % Steps * 255 / (Steps - 1)));
        }
    }
    std::vector<std::uint8_t> converted(samples.size());
    cmsDoTransform(transform, samples.data(), converted.data(), static_cast<cmsUInt32Number>(samples.size() / colours));
    cmsDeleteTransform(transform);
    return std::equal(samples.begin(), samples.end(), converted.begin(),
                      [](int a, int b) { return std::abs(a - b) <= 1; });
}

/// Ideal inks on paper: what the black lets through of what the colour lets through.
cv::Mat idealToSrgb(const cv::Mat& inks) {
    cv::Mat rgb(inks.size(), CV_8UC3);
    for (int y = 0; y < inks.rows; ++y) {
        const auto* from = inks.ptr<std::uint8_t>(y);
        auto* to = rgb.ptr<std::uint8_t>(y);
        for (int x = 0; x < inks.cols; ++x, from += 4, to += 3) {
            for (int c = 0; c < 3; ++c) {
                to[c] = static_cast<std::uint8_t>((from[c] * from[3] + 127) / 255);
            }
        }
    }
    return rgb;
}

/// The same with the black that the picture has; where that lets nothing through, the colours stay.
cv::Mat idealFromSrgb(const cv::Mat& rgb, const cv::Mat& own) {
    cv::Mat inks = own.clone();
    for (int y = 0; y < rgb.rows; ++y) {
        const auto* from = rgb.ptr<std::uint8_t>(y);
        auto* to = inks.ptr<std::uint8_t>(y);
        for (int x = 0; x < rgb.cols; ++x, from += 3, to += 4) {
            for (int c = 0; c < 3 && to[3] > 0; ++c) {
                to[c] = static_cast<std::uint8_t>(std::min(255, (from[c] * 255 + to[3] / 2) / to[3]));
            }
        }
    }
    return inks;
}

template <class T, class Difference>
void clearEqual(const cv::Mat& before, const cv::Mat& after, int colours, cv::Mat& change) {
    const int channels = before.channels();
    for (int y = 0; y < change.rows; ++y) {
        const T* a = before.ptr<T>(y);
        const T* b = after.ptr<T>(y);
        auto* d = change.ptr<Difference>(y);
        for (int x = 0; x < change.cols; ++x, a += channels, b += channels, d += change.channels()) {
            const bool equal = std::equal(a, a + before.channels(), b);
            std::fill(equal ? d : d + colours, d + change.channels(), Difference{0});
        }
    }
}

}  // namespace

/// One of lcms2's, for one layout of pixels.
class ColourProfile::Transform {
 public:
    Transform(cmsHPROFILE from, cmsUInt32Number fromLayout, cmsHPROFILE to, cmsUInt32Number toLayout, int type)
        : m_transform(cmsCreateTransform(from, fromLayout, to, toLayout, INTENT_RELATIVE_COLORIMETRIC, Flags)),
          m_type(type) {}
    ~Transform() {
        if (m_transform != nullptr) {
            cmsDeleteTransform(m_transform);
        }
    }
    Transform(const Transform&) = delete;
    Transform& operator=(const Transform&) = delete;

    bool isUsable() const { return m_transform != nullptr; }

    cv::Mat apply(const cv::Mat& pixels) const {
        cv::Mat result(pixels.size(), m_type);
        cv::parallel_for_(cv::Range(0, pixels.rows), [&](const cv::Range& rows) {
            for (int y = rows.start; y < rows.end; ++y) {
                cmsDoTransform(m_transform, pixels.ptr(y), result.ptr(y), static_cast<cmsUInt32Number>(pixels.cols));
            }
        });
        return result;
    }

 private:
    cmsHTRANSFORM m_transform;
    int m_type;
};

std::shared_ptr<const ColourProfile> ColourProfile::of(Bytes icc, int colours) {
    cmsHPROFILE profile =
        icc.empty() ? nullptr : cmsOpenProfileFromMem(icc.data(), static_cast<cmsUInt32Number>(icc.size()));
    if (profile != nullptr && cmsGetColorSpace(profile) != modelOf(colours)) {
        cmsCloseProfile(profile);
        profile = nullptr;
    }
    if (profile == nullptr && colours != 4) {
        return nullptr;
    }
    std::shared_ptr<ColourProfile> result(new ColourProfile(profile, colours));
    if (profile != nullptr && isSrgb(profile, result->m_srgb, colours)) {
        return nullptr;
    }
    const cv::Mat probe(1, 1, CV_8UC(colours));
    if (profile != nullptr &&
        !(result->transform(true, probe).isUsable() && result->transform(false, probe).isUsable())) {
        // A profile that leads one way only, as some of scanners and printers do, is of no use for coming back.
        return colours == 4 ? of({}, colours) : nullptr;
    }
    return result;
}

ColourProfile::ColourProfile(void* profile, int colours)
    : m_profile(profile), m_srgb(srgbProfile(colours)), m_colours(colours) {}

ColourProfile::~ColourProfile() {
    std::for_each(m_transforms.begin(), m_transforms.end(), [](auto& transform) { transform.reset(); });
    cmsCloseProfile(m_srgb);
    if (m_profile != nullptr) {
        cmsCloseProfile(m_profile);
    }
}

const ColourProfile::Transform& ColourProfile::transform(bool toSrgb, const cv::Mat& pixels) const {
    const bool wide = pixels.depth() == CV_16U;
    const bool alpha = m_colours != 4 && pixels.channels() != m_colours;
    const std::scoped_lock lock(m_mutex);
    std::unique_ptr<Transform>& slot = m_transforms[(toSrgb ? 4 : 0) + (wide ? 2 : 0) + (alpha ? 1 : 0)];
    if (!slot) {
        const int srgbColours = m_colours == 1 ? 1 : 3;
        const auto own = layout(m_colours, wide, alpha);
        const auto srgb = layout(srgbColours, wide, alpha);
        const int depth = wide ? CV_16U : CV_8U;
        slot = toSrgb ? std::make_unique<Transform>(m_profile, own, m_srgb, srgb,
                                                    CV_MAKETYPE(depth, srgbColours + (alpha ? 1 : 0)))
                      : std::make_unique<Transform>(m_srgb, srgb, m_profile, own,
                                                    CV_MAKETYPE(depth, m_colours + (alpha ? 1 : 0)));
    }
    return *slot;
}

cv::Mat ColourProfile::toSrgb(const cv::Mat& pixels) const {
    return m_profile == nullptr ? idealToSrgb(pixels) : transform(true, pixels).apply(pixels);
}

cv::Mat ColourProfile::fromSrgb(const cv::Mat& pixels) const {
    return transform(false, pixels).apply(pixels);
}

cv::Mat ColourProfile::changeFromSrgb(const cv::Mat& before, const cv::Mat& after, const cv::Mat& own) const {
    const cv::Mat from = m_profile == nullptr ? idealFromSrgb(before, own) : fromSrgb(before);
    const cv::Mat to = m_profile == nullptr ? idealFromSrgb(after, own) : fromSrgb(after);
    cv::Mat change;
    if (before.depth() == CV_8U) {
        cv::subtract(to, from, change, cv::noArray(), CV_16S);
        clearEqual<std::uint8_t, std::int16_t>(before, after, m_colours, change);
    } else {
        cv::subtract(to, from, change, cv::noArray(), CV_32S);
        clearEqual<std::uint16_t, std::int32_t>(before, after, m_colours, change);
    }
    return change;
}

}  // namespace facet::media
