// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/media/ScreenColours.h"

#include "engine/Error.h"
#include "engine/media/ColourTransform.h"
#include "engine/media/Matrix.h"

#include <type_traits>

namespace facet::media {

namespace {

struct CloseProfile {
    void operator()(void* profile) const { cmsCloseProfile(profile); }
};
using Profile = std::unique_ptr<std::remove_pointer_t<cmsHPROFILE>, CloseProfile>;

std::wstring nameOf(cmsHPROFILE profile) {
    const auto read = [profile](wchar_t* to, cmsUInt32Number bytes) {
        return cmsGetProfileInfo(profile, cmsInfoDescription, cmsNoLanguage, cmsNoCountry, to, bytes);
    };
    std::wstring name(read(nullptr, 0) / sizeof(wchar_t), L'\0');
    read(name.data(), static_cast<cmsUInt32Number>(name.size() * sizeof(wchar_t)));
    return name.substr(0, name.find(L'\0'));
}

/// Grey spread over three channels.
cv::Mat inColour(const cv::Mat& pixels) {
    if (pixels.channels() > 2) {
        return pixels;
    }
    const bool alpha = pixels.channels() == 2;
    cv::Mat result(pixels.size(), alpha ? CV_8UC4 : CV_8UC3);
    constexpr int Routes[] = {0, 0, 0, 1, 0, 2, 1, 3};
    cv::mixChannels(&pixels, 1, &result, 1, Routes, alpha ? 4 : 3);
    return result;
}

}  // namespace

/// Without and with alpha.
class ScreenColours::Ways {
 public:
    Ways(cmsHPROFILE srgb, cmsHPROFILE screen)
        : opaque({srgb, {.alpha = false}}, {screen, {.alpha = false}}),
          withAlpha({srgb, {.alpha = true}}, {screen, {.alpha = true}}) {}

    ColourTransform opaque;
    ColourTransform withAlpha;
};

ScreenColours::ScreenColours(std::span<const std::byte> icc) {
    const Profile screen(cmsOpenProfileFromMem(icc.data(), static_cast<cmsUInt32Number>(icc.size())));
    if (!screen) {
        throw Error(ErrorKind::Input, "the screen's colour profile is damaged");
    }
    if (cmsGetColorSpace(screen.get()) != cmsSigRgbData) {
        throw Error(ErrorKind::Input, "the screen's colour profile is not one of RGB");
    }
    const Profile srgb(cmsCreate_sRGBProfile());
    m_name = nameOf(screen.get());
    m_ways = std::make_unique<const Ways>(srgb.get(), screen.get());
    if (!m_ways->opaque.isUsable() || !m_ways->withAlpha.isUsable()) {
        throw Error(ErrorKind::Input, "the screen's colour profile lacks the way to the screen");
    }
    m_isSrgb = m_ways->opaque.changesNothing();
}

ScreenColours::~ScreenColours() = default;

Image ScreenColours::toScreen(const Image& picture) const {
    Image result(picture.width(), picture.height(), picture.hasAlpha() ? 4 : 3);
    cv::Mat target = matrixOf(result);
    (picture.hasAlpha() ? m_ways->withAlpha : m_ways->opaque).apply(inColour(matrixOf(picture)), target);
    return result;
}

}  // namespace facet::media
