// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/media/ColourProfile.h"

#include "engine/media/ColourTransform.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <lcms2.h>

namespace facet::media {

namespace {

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

/// True, too, where the profile does not lead to sRGB: then it is of no use.
bool isSrgb(cmsHPROFILE profile, cmsHPROFILE srgb, int colours) {
    if (colours == 4) {
        return false;
    }
    const ColourTransform toSrgb({profile, {colours}}, {srgb, {colours}}, true);
    return !toSrgb.isUsable() || toSrgb.changesNothing();
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
    cmsCloseProfile(m_srgb);
    if (m_profile != nullptr) {
        cmsCloseProfile(m_profile);
    }
}

const ColourTransform& ColourProfile::transform(bool toSrgb, const cv::Mat& pixels) const {
    const bool wide = pixels.depth() == CV_16U;
    const bool alpha = m_colours != 4 && pixels.channels() != m_colours;
    const std::scoped_lock lock(m_mutex);
    std::unique_ptr<ColourTransform>& slot = m_transforms[(toSrgb ? 4 : 0) + (wide ? 2 : 0) + (alpha ? 1 : 0)];
    if (!slot) {
        const ColourTransform::End own{m_profile, {m_colours, wide, alpha}};
        const ColourTransform::End srgb{m_srgb, {m_colours == 1 ? 1 : 3, wide, alpha}};
        slot = toSrgb ? std::make_unique<ColourTransform>(own, srgb) : std::make_unique<ColourTransform>(srgb, own);
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
