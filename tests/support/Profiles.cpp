// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/Profiles.h"

#include <algorithm>
#include <lcms2.h>

namespace facet::test {

namespace {

std::vector<std::byte> saved(cmsHPROFILE profile) {
    cmsUInt32Number size = 0;
    cmsSaveProfileToMem(profile, nullptr, &size);
    std::vector<std::byte> bytes(size);
    cmsSaveProfileToMem(profile, bytes.data(), &size);
    cmsCloseProfile(profile);
    return bytes;
}

constexpr double Wide = 65535;

/// Of the blue, what red leaves, which is 0 … 65535.
double leftOfBlue(double red) {
    return 1 - 0.3 * red / Wide;
}

cmsInt32Number toScreen(const cmsUInt16Number* lab, cmsUInt16Number* rgb, void* labToRgb) {
    cmsDoTransform(labToRgb, lab, rgb, 1);
    rgb[2] = static_cast<cmsUInt16Number>(std::min(Wide, rgb[2] / leftOfBlue(rgb[0])));
    return 1;
}

cmsInt32Number fromScreen(const cmsUInt16Number* rgb, cmsUInt16Number* lab, void* rgbToLab) {
    const cmsUInt16Number plain[] = {rgb[0], rgb[1], static_cast<cmsUInt16Number>(rgb[2] * leftOfBlue(rgb[0]))};
    cmsDoTransform(rgbToLab, plain, lab, 1);
    return 1;
}

void writeTables(cmsHPROFILE profile, cmsTagSignature tag, cmsSAMPLER16 sampler, cmsHTRANSFORM transform) {
    constexpr cmsUInt32Number Steps = 17;
    cmsPipeline* pipeline = cmsPipelineAlloc(nullptr, 3, 3);
    cmsStage* tables = cmsStageAllocCLut16bit(nullptr, Steps, 3, 3, nullptr);
    cmsStageSampleCLut16bit(tables, sampler, transform, 0);
    cmsPipelineInsertStage(pipeline, cmsAT_END, cmsStageAllocToneCurves(nullptr, 3, nullptr));
    cmsPipelineInsertStage(pipeline, cmsAT_END, tables);
    cmsPipelineInsertStage(pipeline, cmsAT_END, cmsStageAllocToneCurves(nullptr, 3, nullptr));
    cmsWriteTag(profile, tag, pipeline);
    cmsPipelineFree(pipeline);
    cmsDeleteTransform(transform);
}

}  // namespace

std::vector<std::byte> wideProfile() {
    const cmsCIExyY white{0.3127, 0.3290, 1};
    const cmsCIExyYTRIPLE primaries{{0.64, 0.33, 1}, {0.21, 0.71, 1}, {0.15, 0.06, 1}};
    cmsToneCurve* curve = cmsBuildGamma(nullptr, 563.0 / 256);
    cmsToneCurve* curves[] = {curve, curve, curve};
    cmsHPROFILE profile = cmsCreateRGBProfile(&white, &primaries, curves);
    cmsFreeToneCurve(curve);
    return saved(profile);
}

std::vector<std::byte> tableProfile() {
    const std::vector<std::byte> wide = wideProfile();
    cmsHPROFILE base = cmsOpenProfileFromMem(wide.data(), static_cast<cmsUInt32Number>(wide.size()));
    cmsHPROFILE lab = cmsCreateLab4Profile(nullptr);
    cmsHPROFILE profile = cmsCreateProfilePlaceholder(nullptr);
    cmsSetProfileVersion(profile, 4.3);
    cmsSetDeviceClass(profile, cmsSigDisplayClass);
    cmsSetColorSpace(profile, cmsSigRgbData);
    cmsSetPCS(profile, cmsSigLabData);
    cmsWriteTag(profile, cmsSigMediaWhitePointTag, cmsD50_XYZ());
    cmsMLU* name = cmsMLUalloc(nullptr, 1);
    cmsMLUsetWide(name, "de", "DE", L"Bildschirm für Fotos");
    cmsWriteTag(profile, cmsSigProfileDescriptionTag, name);
    cmsMLUfree(name);
    constexpr auto Intent = INTENT_RELATIVE_COLORIMETRIC;
    const cmsUInt32Number flags = cmsFLAGS_NOOPTIMIZE | cmsFLAGS_NOCACHE;
    writeTables(profile, cmsSigAToB0Tag, fromScreen,
                cmsCreateTransform(base, TYPE_RGB_16, lab, TYPE_Lab_16, Intent, flags));
    writeTables(profile, cmsSigBToA0Tag, toScreen,
                cmsCreateTransform(lab, TYPE_Lab_16, base, TYPE_RGB_16, Intent, flags));
    cmsCloseProfile(base);
    cmsCloseProfile(lab);
    return saved(profile);
}

std::vector<std::byte> srgbProfile() {
    return saved(cmsCreate_sRGBProfile());
}

std::vector<std::byte> greyProfile(double gamma) {
    cmsToneCurve* curve = cmsBuildGamma(nullptr, gamma);
    cmsHPROFILE profile = cmsCreateGrayProfile(cmsD50_xyY(), curve);
    cmsFreeToneCurve(curve);
    return saved(profile);
}

std::vector<unsigned char> onScreen(const std::vector<std::byte>& profile, const std::vector<unsigned char>& rgb) {
    cmsHPROFILE screen = cmsOpenProfileFromMem(profile.data(), static_cast<cmsUInt32Number>(profile.size()));
    cmsHPROFILE srgb = cmsCreate_sRGBProfile();
    cmsHTRANSFORM transform =
        cmsCreateTransform(srgb, TYPE_RGB_8, screen, TYPE_RGB_8, INTENT_RELATIVE_COLORIMETRIC,
                           cmsFLAGS_NOOPTIMIZE | cmsFLAGS_NOCACHE | cmsFLAGS_BLACKPOINTCOMPENSATION);
    std::vector<unsigned char> result(rgb.size());
    cmsDoTransform(transform, rgb.data(), result.data(), static_cast<cmsUInt32Number>(rgb.size() / 3));
    cmsDeleteTransform(transform);
    cmsCloseProfile(srgb);
    cmsCloseProfile(screen);
    return result;
}

}  // namespace facet::test
