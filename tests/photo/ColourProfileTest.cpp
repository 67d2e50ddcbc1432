// SPDX-License-Identifier: GPL-3.0-or-later
#include "Jpegs.h"
#include "Pictures.h"
#include "engine/media/PhotoFile.h"
#include "engine/media/PixelCodec.h"
#include "tests/support/Profiles.h"

#include <exiv2/exiv2.hpp>
#include <gmock/gmock.h>

#include <cmath>

namespace facet::media {
namespace {

using Depth = Image::Depth;

std::vector<std::byte> withProfile(const std::vector<std::byte>& file, const std::vector<std::byte>& icc) {
    auto image = Exiv2::ImageFactory::open(reinterpret_cast<const Exiv2::byte*>(file.data()), long(file.size()));
    image->readMetadata();
    Exiv2::DataBuf buffer(reinterpret_cast<const Exiv2::byte*>(icc.data()), static_cast<long>(icc.size()));
    image->setIccProfile(buffer);
    image->writeMetadata();
    image->io().open();
    const Exiv2::DataBuf data = image->io().read(static_cast<long>(image->io().size()));
    const auto* begin = reinterpret_cast<const std::byte*>(data.pData_);
    return {begin, begin + data.size_};
}

bool hasProfile(const std::vector<std::byte>& file) {
    auto image = Exiv2::ImageFactory::open(reinterpret_cast<const Exiv2::byte*>(file.data()), long(file.size()));
    image->readMetadata();
    return image->iccProfileDefined();
}

/// The samples as they lie in the file, whatever colours they mean.
Image ownSamples(const std::vector<std::byte>& file, Format format) {
    return decodePixels(file, format);
}

template <class T>
Image flat(int width, int height, const std::vector<T>& colour) {
    Image image(width, height, static_cast<int>(colour.size()), sizeof(T) == 1 ? Depth::U8 : Depth::U16);
    for (int y = 0; y < height; ++y) {
        for (int x = 0; x < width; ++x) {
            std::copy(colour.begin(), colour.end(), image.row<T>(y) + x * colour.size());
        }
    }
    return image;
}

std::vector<int> firstPixel(const Image& image) {
    return {image.row<std::uint8_t>(0), image.row<std::uint8_t>(0) + image.channels()};
}

TEST(ColourProfile, IsLookedThrough) {
    // By the definitions of Adobe RGB and sRGB: the same light has these numbers.
    const auto file =
        withProfile(encodePhoto({flat<std::uint8_t>(4, 4, {120, 200, 90}), nullptr}, ".png"), test::wideProfile());
    const std::vector<int> seen = firstPixel(readPhoto(file, "x").image);
    EXPECT_NEAR(seen[0], 51, 2);
    EXPECT_NEAR(seen[1], 201, 2);
    EXPECT_NEAR(seen[2], 80, 2);
    const auto grey =
        withProfile(encodePhoto({flat<std::uint8_t>(4, 4, {128}), nullptr}, ".png"), test::greyProfile(1.0));
    EXPECT_NEAR(firstPixel(readPhoto(grey, "x").image)[0], 188, 1) << "half of the light";
}

TEST(ColourProfile, SrgbItselfChangesNothing) {
    const Image image = test::noise(20, 20, 3);
    const auto file = withProfile(encodePhoto({image, nullptr}, ".png"), test::srgbProfile());
    EXPECT_EQ(readPhoto(file, "x").image, image);
}

class ProfileKept : public ::testing::TestWithParam<std::tuple<const char*, int, Depth>> {};

/// Also of colours that sRGB has no numbers for.
TEST_P(ProfileKept, SamplesThatWereNotEditedComeBackFromAnyFormatToAnyOther) {
    const auto [extension, channels, depth] = GetParam();
    const Image own = test::noise(40, 30, channels, depth);
    const auto icc = channels < 3 ? test::greyProfile(1.8) : test::wideProfile();
    Photo photo = readPhoto(withProfile(encodePhoto({own, nullptr}, extension), icc), "x");
    EXPECT_NE(photo.image, own);
    for (const char* target : {".png", ".tif"}) {
        const auto result = encodePhoto(photo, target, {.recipeJson = "{}"});
        EXPECT_TRUE(hasProfile(result)) << target;
        EXPECT_EQ(ownSamples(result, target == std::string(".png") ? Format::Png : Format::Tiff), own) << target;
    }

    const std::size_t pixelBytes = photo.image.rowBytes() / 40;
    photo.image.row<std::byte>(10)[20 * pixelBytes + pixelBytes / channels - 1] ^= std::byte{0x30};
    const Image result = ownSamples(encodePhoto(photo, ".png"), Format::Png);
    EXPECT_EQ(result.cropped({0, 0, 40, 10}), own.cropped({0, 0, 40, 10}));
    EXPECT_EQ(result.cropped({0, 11, 40, 19}), own.cropped({0, 11, 40, 19}));
    EXPECT_NE(result.cropped({20, 10, 1, 1}), own.cropped({20, 10, 1, 1}));
}

INSTANTIATE_TEST_SUITE_P(Kinds, ProfileKept,
                         ::testing::Values(std::tuple{".png", 3, Depth::U8}, std::tuple{".png", 4, Depth::U8},
                                           std::tuple{".png", 3, Depth::U16}, std::tuple{".tif", 4, Depth::U16},
                                           std::tuple{".png", 1, Depth::U8}, std::tuple{".tif", 1, Depth::U16}));

TEST(ColourProfile, AnEditIsGivenBackInIt) {
    const auto file =
        withProfile(encodePhoto({flat<std::uint8_t>(16, 16, {150, 120, 100}), nullptr}, ".png"), test::wideProfile());
    Photo photo = readPhoto(file, "x");
    photo.image = flat<std::uint8_t>(16, 16, {200, 150, 130});
    for (const char* target : {".png", ".tif"}) {
        const std::vector<int> seen = firstPixel(readPhoto(encodePhoto(photo, target), "x").image);
        EXPECT_NEAR(seen[0], 200, 2) << target;
        EXPECT_NEAR(seen[1], 150, 2) << target;
        EXPECT_NEAR(seen[2], 130, 2) << target;
    }
}

TEST(ColourProfile, AJpegKeepsItAndTheEditLooksAsItDid) {
    const auto jpeg =
        test::jpegOf(flat<std::uint8_t>(64, 64, {150, 120, 100}), {.across = 1, .down = 1, .quality = 97});
    Photo photo = readPhoto(withProfile(jpeg, test::wideProfile()), "x");
    const std::vector<int> before = firstPixel(photo.image);
    for (int y = 0; y < 64; ++y) {
        for (int i = 0; i < 32 * 3; ++i) {
            photo.image.row<std::uint8_t>(y)[i] = static_cast<std::uint8_t>(photo.image.row<std::uint8_t>(y)[i] + 30);
        }
    }
    const auto result = encodePhoto(photo, ".jpg");
    EXPECT_TRUE(hasProfile(result));
    const std::vector<int> after = firstPixel(readPhoto(result, "x").image);
    for (int c = 0; c < 3; ++c) {
        EXPECT_NEAR(after[c], before[c] + 30, 4);
    }
    EXPECT_EQ(test::contentOf(result).components[0].blocks[7], test::contentOf(jpeg).components[0].blocks[7]);
}

TEST(ColourProfile, CmykIsSeenAndStaysCmyk) {
    // 0 is full ink: a quarter of cyan, half of magenta, no yellow, a tenth of black.
    const auto jpeg =
        test::jpegOf(flat<std::uint8_t>(32, 32, {191, 128, 255, 230}), {.space = JCS_CMYK, .quality = 98});
    Photo photo = readPhoto(jpeg, "x");
    ASSERT_EQ(photo.image.channels(), 3);
    const std::vector<int> seen = firstPixel(photo.image);
    EXPECT_NEAR(seen[0], 172, 3);
    EXPECT_NEAR(seen[1], 115, 3);
    EXPECT_NEAR(seen[2], 230, 3);
    photo.image = flat<std::uint8_t>(32, 32, {140, 150, 200});
    const auto result = encodePhoto(photo, ".jpg");
    EXPECT_EQ(test::contentOf(result).space, JCS_CMYK);
    const std::vector<int> after = firstPixel(readPhoto(result, "x").image);
    EXPECT_NEAR(after[0], 140, 4);
    EXPECT_NEAR(after[1], 150, 4);
    EXPECT_NEAR(after[2], 200, 4);
    EXPECT_EQ(firstPixel(readPhoto(encodePhoto(photo, ".png"), "x").image), (std::vector<int>{140, 150, 200}));
}

}  // namespace
}  // namespace facet::media
