// SPDX-License-Identifier: GPL-3.0-or-later
#include "Pictures.h"
#include "engine/media/Container.h"
#include "engine/media/PhotoFile.h"

#include <exiv2/exiv2.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <thread>
#include <zlib.h>

namespace facet::media {
namespace {

using test::gradient;
using test::noise;

auto opened(const std::vector<std::byte>& file) {
    auto image =
        Exiv2::ImageFactory::open(reinterpret_cast<const Exiv2::byte*>(file.data()), static_cast<long>(file.size()));
    image->readMetadata();
    return image;
}

/// The file after `change` had its way with the metadata.
template <class Change>
std::vector<std::byte> changed(const std::vector<std::byte>& file, Change change) {
    const auto image = opened(file);
    change(*image);
    image->writeMetadata();
    image->io().open();
    const Exiv2::DataBuf data = image->io().read(static_cast<long>(image->io().size()));
    const auto* begin = reinterpret_cast<const std::byte*>(data.pData_);
    std::vector<std::byte> result(begin, begin + data.size_);
    if (formatOfContent(result) == Format::WebP) {
        renameProfileChunk(result);
    }
    return result;
}

/// A colour profile as far as anybody looks into it here.
std::vector<Exiv2::byte> profile(const char* colourModel) {
    std::vector<Exiv2::byte> bytes(200, 7);
    bytes[0] = bytes[1] = bytes[2] = 0;
    bytes[3] = 200;
    std::copy_n(colourModel, 4, bytes.begin() + 16);
    return bytes;
}

void describe(Exiv2::Image& image) {
    Exiv2::ExifData& exif = image.exifData();
    exif["Exif.Image.Make"] = "Box";
    exif["Exif.Image.Orientation"] = std::uint16_t{6};
    exif["Exif.Photo.DateTimeOriginal"] = "2024:02:29 12:00:00";
    exif["Exif.Photo.PixelXDimension"] = std::uint32_t{9999};
    exif["Exif.GPSInfo.GPSLatitudeRef"] = "N";
    Exiv2::ExifThumb(exif).setJpegThumbnail(reinterpret_cast<const Exiv2::byte*>("\xFF\xD8\xFF\xD9"), 4);
    image.iptcData()["Iptc.Application2.Caption"] = "A face";
    image.xmpData()["Xmp.dc.creator"] = "Somebody";
    image.xmpData()["Xmp.exif.GPSLatitude"] = "48,12N";
    const std::vector<Exiv2::byte> icc = profile("RGB ");
    Exiv2::DataBuf buffer(icc.data(), static_cast<long>(icc.size()));
    image.setIccProfile(buffer, false);
}

Photo describedPhoto(const char* extension = ".jpg") {
    return readPhoto(changed(encodePhoto({gradient(40, 30, 3), nullptr}, extension), describe), "described");
}

template <class Data>
std::string text(Data& data, const char* key) {
    for (const auto& datum : data) {
        if (datum.key() == key) {
            return datum.toString();
        }
    }
    return "(absent)";
}

class MetadataKept : public ::testing::TestWithParam<std::tuple<const char*, const char*>> {};

TEST_P(MetadataKept, FromOneFormatToTheOther) {
    const auto [from, to] = GetParam();
    Photo photo = describedPhoto(from);
    ASSERT_EQ(photo.image.width(), 30) << "the orientation was not applied";
    photo.image.row<std::uint8_t>(3)[7] ^= 64;  // edited, or the file itself comes back
    const auto result = opened(encodePhoto(photo, to));
    const bool asStored = from == std::string(".jpg") && to == std::string(".jpg");
    EXPECT_EQ(text(result->exifData(), "Exif.Image.Make"), "Box");
    EXPECT_EQ(text(result->exifData(), "Exif.Photo.DateTimeOriginal"), "2024:02:29 12:00:00");
    EXPECT_EQ(text(result->exifData(), "Exif.GPSInfo.GPSLatitudeRef"), "N");
    EXPECT_EQ(text(result->exifData(), "Exif.Image.Orientation"), asStored ? "6" : "1");
    EXPECT_EQ(text(result->exifData(), "Exif.Photo.PixelXDimension"), asStored ? "9999" : "30");
    EXPECT_EQ(text(result->xmpData(), "Xmp.dc.creator"), "Somebody");
    EXPECT_TRUE(result->iccProfileDefined());
    if (std::string(to) != ".webp" && std::string(from) != ".webp") {  // which has no place for IPTC
        EXPECT_EQ(text(result->iptcData(), "Iptc.Application2.Caption"), "A face");
    }
    EXPECT_EQ(result->pixelWidth(), asStored ? 40 : 30);
    EXPECT_EQ(readPhoto(encodePhoto(photo, to), "again").image.bounds(), photo.image.bounds());
}

INSTANTIATE_TEST_SUITE_P(Formats, MetadataKept,
                         ::testing::Combine(::testing::Values(".jpg", ".png", ".tif", ".webp"),
                                            ::testing::Values(".jpg", ".png", ".tif", ".webp")));

TEST(Metadata, TheThumbnailShowsTheNewPicture) {
    for (const char* extension : {".jpg", ".png"}) {
        Photo photo = describedPhoto(extension);
        std::fill_n(photo.image.data(), photo.image.byteCount() / 2, std::byte{250});  // the upper half of 30 × 40
        const auto result = opened(encodePhoto(photo, extension));
        const Exiv2::DataBuf data = Exiv2::ExifThumbC(result->exifData()).copy();
        ASSERT_GT(data.size_, 4) << extension;
        const auto* begin = reinterpret_cast<const std::byte*>(data.pData_);
        const Image thumbnail = readPhoto(std::span(begin, begin + data.size_), "thumbnail").image;
        const bool asStored = extension == std::string(".jpg");
        ASSERT_EQ(thumbnail.width(), asStored ? 40 : 30);
        // Orientation 6 turns the stored picture's left edge up.
        const auto* sample =
            asStored ? thumbnail.row<std::uint8_t>(15) + 3 * 5 : thumbnail.row<std::uint8_t>(5) + 3 * 15;
        EXPECT_GT(sample[0], 235) << extension;
    }
}

TEST(Metadata, PlacesAreLeftOutOnRequest) {
    const auto result = opened(encodePhoto(describedPhoto(), ".jpg", {.keep = KeepMetadata::NoGps}));
    EXPECT_EQ(text(result->exifData(), "Exif.GPSInfo.GPSLatitudeRef"), "(absent)");
    EXPECT_EQ(text(result->xmpData(), "Xmp.exif.GPSLatitude"), "(absent)");
    EXPECT_EQ(text(result->exifData(), "Exif.Image.Make"), "Box");
}

TEST(Metadata, NoneLeavesTheProfileAndTheMark) {
    const WriteOptions options{.keep = KeepMetadata::None, .recipeJson = "{}"};
    const auto jpeg = encodePhoto(describedPhoto(), ".jpg", options);
    EXPECT_EQ(readPhoto(jpeg, "x").image.width(), 30) << "how it is turned is no metadata but the picture";
    EXPECT_EQ(opened(jpeg)->exifData().count(), 1);
    const auto result = opened(encodePhoto(describedPhoto(), ".png", options));
    EXPECT_TRUE(result->exifData().empty());
    EXPECT_TRUE(result->iptcData().empty());
    EXPECT_EQ(text(result->xmpData(), "Xmp.dc.creator"), "(absent)");
    EXPECT_TRUE(result->iccProfileDefined());
    EXPECT_EQ(text(result->xmpData(), "Xmp.iptcExt.DigitalSourceType"),
              "http://cv.iptc.org/newscodes/digitalsourcetype/compositeWithTrainedAlgorithmicMedia");
}

TEST(Metadata, APngsProfileHasAName) {
    const auto png = encodePhoto(describedPhoto(), ".png");
    const std::string text(reinterpret_cast<const char*>(png.data()), png.size());
    const std::size_t at = text.find("iCCP");
    ASSERT_NE(at, std::string::npos);
    EXPECT_EQ(text.substr(at + 4, 12), std::string("ICC profile\0", 12)) << "libpng drops profiles without";
    const auto number = [&](std::size_t from) {
        std::uint32_t value = 0;
        for (std::size_t i = from; i < from + 4; ++i) {
            value = value << 8 | static_cast<std::uint8_t>(text[i]);
        }
        return value;
    };
    const std::uint32_t length = number(at - 4);
    const auto* covered = reinterpret_cast<const Bytef*>(text.data()) + at;
    EXPECT_EQ(crc32(crc32(0, nullptr, 0), covered, length + 4), number(at + 4 + length));
}

TEST(Metadata, AProfileOfAnotherColourModelIsDropped) {
    const auto cmyk = changed(encodePhoto({gradient(8, 8, 3), nullptr}, ".jpg"), [](Exiv2::Image& image) {
        const std::vector<Exiv2::byte> icc = profile("CMYK");
        Exiv2::DataBuf buffer(icc.data(), static_cast<long>(icc.size()));
        image.setIccProfile(buffer, false);
    });
    EXPECT_FALSE(opened(encodePhoto(readPhoto(cmyk, "x"), ".png"))->iccProfileDefined());
}

TEST(Metadata, TheRecipeComesBackFromEveryFormat) {
    const std::string recipe = R"({"amounts": {"smile": 0.8}, "note": "<&> \"ü\" 😀"})";
    for (const char* extension : {".jpg", ".png", ".tif", ".webp"}) {
        const auto file = encodePhoto({gradient(20, 20, 3), nullptr}, extension, {.recipeJson = recipe});
        const Photo photo = readPhoto(file, "x");
        EXPECT_EQ(recipeOf(photo), recipe) << extension;
        // Edited again, only the newest recipe stays.
        EXPECT_EQ(recipeOf(readPhoto(encodePhoto(photo, extension, {.recipeJson = "{}"}), "x")), "{}") << extension;
    }
    EXPECT_EQ(recipeOf(describedPhoto()), "");
    EXPECT_EQ(recipeOf({gradient(2, 2, 3), nullptr}), "");
}

/// Where pixel (x, y) of the upright picture lies in a stored picture of the size, by EXIF's definition.
Point stored(int orientation, int x, int y, int width, int height) {
    switch (orientation) {
        case 2:
            return {double(width - 1 - x), double(y)};
        case 3:
            return {double(width - 1 - x), double(height - 1 - y)};
        case 4:
            return {double(x), double(height - 1 - y)};
        case 5:
            return {double(y), double(x)};
        case 6:
            return {double(y), double(height - 1 - x)};
        case 7:
            return {double(width - 1 - y), double(height - 1 - x)};
        case 8:
            return {double(width - 1 - y), double(x)};
        default:
            return {double(x), double(y)};
    }
}

class MetadataOrientation : public ::testing::TestWithParam<std::tuple<const char*, int, Image::Depth>> {};

TEST_P(MetadataOrientation, IsAppliedToThePixels) {
    const auto [extension, channels, depth] = GetParam();
    const Image image = noise(7, 5, channels, depth);
    const std::size_t size = channels * static_cast<std::size_t>(depth);
    for (int orientation = 0; orientation <= 9; ++orientation) {
        const auto file = changed(encodePhoto({image, nullptr}, extension), [&](Exiv2::Image& target) {
            target.exifData()["Exif.Image.Orientation"] = static_cast<std::uint16_t>(orientation);
        });
        const Image upright = readPhoto(file, "x").image;
        const bool swapped = orientation >= 5 && orientation <= 8;
        ASSERT_EQ(upright.bounds(), (PixelRect{0, 0, swapped ? 5 : 7, swapped ? 7 : 5})) << orientation;
        for (int y = 0; y < upright.height(); ++y) {
            for (int x = 0; x < upright.width(); ++x) {
                const Point from = stored(orientation, x, y, 7, 5);
                const std::byte* expected = image.row<std::byte>(int(from.y)) + size * int(from.x);
                ASSERT_EQ(0, std::memcmp(upright.row<std::byte>(y) + size * x, expected, size)) << orientation;
            }
        }
    }
}

INSTANTIATE_TEST_SUITE_P(Kinds, MetadataOrientation,
                         ::testing::Combine(::testing::Values(".png", ".tif"), ::testing::Values(1, 3),
                                            ::testing::Values(Image::Depth::U8, Image::Depth::U16)));

TEST(Metadata, ThreadsDoNotMeet) {
    std::vector<std::jthread> threads;
    for (int i = 0; i < 4; ++i) {
        threads.emplace_back([i] {
            const std::string recipe = "{\"thread\": " + std::to_string(i) + "}";
            for (int round = 0; round < 20; ++round) {
                const auto file = encodePhoto({gradient(8, 8, 3), nullptr}, ".jpg", {.recipeJson = recipe});
                EXPECT_EQ(recipeOf(readPhoto(file, "x")), recipe);
            }
        });
    }
}

}  // namespace
}  // namespace facet::media
