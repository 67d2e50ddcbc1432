// SPDX-License-Identifier: GPL-3.0-or-later
#include "Pictures.h"
#include "engine/media/PhotoFile.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <opencv2/imgcodecs.hpp>

#include <array>
#include <cstdlib>

namespace facet::media {
namespace {

using test::errorOf;
using test::gradient;
using test::noise;
using test::TemporaryFolder;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using Depth = Image::Depth;

std::vector<std::byte> encoded(const Image& image, const std::string& extension) {
    return encodePhoto({image, nullptr}, extension);
}

double meanDifference(const Image& a, const Image& b) {
    double sum = 0;
    for (std::size_t i = 0; i < a.byteCount(); ++i) {
        sum += std::abs(std::to_integer<int>(a.data()[i]) - std::to_integer<int>(b.data()[i]));
    }
    return sum / static_cast<double>(a.byteCount());
}

struct Lossless {
    const char* extension;
    int channels;
    Depth depth;
};

class PhotoFileLossless : public ::testing::TestWithParam<Lossless> {};

TEST_P(PhotoFileLossless, GivesBackEverySample) {
    const auto [extension, channels, depth] = GetParam();
    const Image image = noise(37, 23, channels, depth);
    EXPECT_EQ(readPhoto(encoded(image, extension), "x").image, image);
}

INSTANTIATE_TEST_SUITE_P(Formats, PhotoFileLossless,
                         ::testing::Values(Lossless{".png", 1, Depth::U8}, Lossless{".png", 3, Depth::U8},
                                           Lossless{".png", 4, Depth::U8}, Lossless{".png", 1, Depth::U16},
                                           Lossless{".PNG", 3, Depth::U16}, Lossless{".png", 4, Depth::U16},
                                           Lossless{".tif", 1, Depth::U8}, Lossless{".tiff", 3, Depth::U8},
                                           Lossless{".tif", 1, Depth::U16}, Lossless{".tif", 3, Depth::U16},
                                           Lossless{".tif", 4, Depth::U16}));

TEST(PhotoFile, WritingLeavesThePictureAlone) {
    for (const char* extension : {".png", ".jpg", ".tif", ".webp"}) {
        for (int channels = 1; channels <= 4; ++channels) {
            const Photo photo{noise(9, 7, channels), nullptr};
            encodePhoto(photo, extension);
            EXPECT_EQ(photo.image, noise(9, 7, channels)) << extension << ' ' << channels;
        }
    }
}

TEST(PhotoFile, LossyFormatsStayClose) {
    const Image image = gradient(64, 48, 3);
    for (const char* extension : {".jpg", ".jpeg", ".JPG", ".webp"}) {
        const Image read = readPhoto(encoded(image, extension), "x").image;
        ASSERT_EQ(read.bounds(), image.bounds());
        EXPECT_LT(meanDifference(read, image), 2.5) << extension;
    }
}

TEST(PhotoFile, JpegTakesSixteenBitAndLeavesAlphaOut) {
    Image image(8, 8, 4, Depth::U16);
    for (int y = 0; y < 8; ++y) {
        std::fill_n(image.row<std::uint16_t>(y), 8 * 4, std::uint16_t{100 * 257});
    }
    const Image read = readPhoto(encoded(image, ".jpg"), "x").image;
    EXPECT_EQ(read.channels(), 3);
    EXPECT_NEAR(read.row<std::uint8_t>(4)[12], 100, 1);
}

TEST(PhotoFile, GreyWithAlphaBecomesRgbWithAlpha) {
    const Image image = noise(5, 4, 2);
    const Image read = readPhoto(encoded(image, ".png"), "x").image;
    ASSERT_EQ(read.channels(), 4);
    EXPECT_EQ(read.row<std::uint8_t>(2)[4], image.row<std::uint8_t>(2)[2]);
    EXPECT_EQ(read.row<std::uint8_t>(2)[7], image.row<std::uint8_t>(2)[3]);
}

TEST(PhotoFile, FloatingPointCountsOneAsWhite) {
    const cv::Mat pixels = (cv::Mat_<float>(1, 4) << 0.0F, 0.5F, 1.0F, 7.0F);
    std::vector<uchar> file;
    ASSERT_TRUE(cv::imencode(".tiff", pixels, file));
    const Image image = readPhoto(std::as_bytes(std::span(file)), "x").image;
    ASSERT_EQ(image.depth(), Depth::U16);
    EXPECT_EQ(image.row<std::uint16_t>(0)[0], 0);
    EXPECT_NEAR(image.row<std::uint16_t>(0)[1], 32768, 1);
    EXPECT_EQ(image.row<std::uint16_t>(0)[2], 65535);
    EXPECT_EQ(image.row<std::uint16_t>(0)[3], 65535);
}

TEST(PhotoFile, OnePixelIsAPicture) {
    for (const char* extension : {".png", ".jpg", ".tif", ".webp"}) {
        EXPECT_EQ(readPhoto(encoded(gradient(1, 1, 3), extension), "x").image.bounds(), (PixelRect{0, 0, 1, 1}));
    }
}

TEST(PhotoFile, TheContentCountsNotTheName) {
    const TemporaryFolder folder;
    test::writeBytes(folder / "really a png.jpg", encoded(noise(9, 9, 3), ".png"));
    EXPECT_EQ(readPhoto(folder / "really a png.jpg").image, noise(9, 9, 3));
}

TEST(PhotoFile, AnyNameWorks) {
    const TemporaryFolder folder;
    for (const char* name : {"with space.png", "Zoë façade.png", "写真.png", "😀 'quoted\" %s.png", "-rf.png"}) {
        const Image image = noise(6, 5, 3);
        writePhoto({image, nullptr}, folder / name);
        EXPECT_EQ(readPhoto(folder / name).image, image) << name;
    }
}

TEST(PhotoFile, SaysWhatIsWrongWithThePath) {
    const TemporaryFolder folder;
    const auto reading = [&](const std::string& name) {
        return errorOf(ErrorKind::Input, [&] { readPhoto(folder / name); });
    };
    EXPECT_THAT(reading("absent.jpg"), EndsWith("absent.jpg: no such file"));
    std::filesystem::create_directory(folder / "album.jpg");
    EXPECT_THAT(reading("album.jpg"), EndsWith("album.jpg is a folder; give a picture"));
    test::writeBytes(folder / "empty.jpg", {});
    EXPECT_THAT(reading("empty.jpg"), EndsWith("empty.jpg is empty; give a picture"));
    test::writeBytes(folder / "text.jpg", test::bytesOf("Dear diary, today I made no picture."));
    EXPECT_THAT(reading("text.jpg"),
                EndsWith("text.jpg is not a JPEG, PNG, TIFF, WebP, HEIC or AVIF picture; convert it to one of them"));
    EXPECT_THAT(errorOf(ErrorKind::Input, [] { readPhoto("/dev/zero"); }), HasSubstr("is not a regular file"));
}

TEST(PhotoFile, EveryTruncationIsDamageAndNothingIsPrinted) {
    for (const char* extension : {".jpg", ".png", ".webp", ".tif"}) {
        const std::vector<std::byte> whole = encoded(noise(80, 60, 3), extension);
        for (int percent = 1; percent < 100; percent += 7) {
            const auto part = std::span(whole).first(whole.size() * percent / 100);
            ::testing::internal::CaptureStderr();
            const std::string sentence = errorOf(ErrorKind::Input, [&] { readPhoto(part, "half.x"); });
            EXPECT_EQ(::testing::internal::GetCapturedStderr(), "") << extension << ' ' << percent;
            EXPECT_THAT(sentence, ::testing::StartsWith("half.x is ")) << extension << ' ' << percent;
        }
    }
}

TEST(PhotoFile, AFlippedBitInAPngIsDamage) {
    std::vector<std::byte> file = encoded(noise(80, 60, 3), ".png");
    file[file.size() / 2] ^= std::byte{1};
    EXPECT_EQ(errorOf(ErrorKind::Input, [&] { readPhoto(file, "p.png"); }), "p.png is damaged: a checksum is wrong");
}

/// A PNG that claims a size and holds no pixels.
std::vector<std::byte> emptyPng(std::uint32_t width, std::uint32_t height) {
    std::vector<std::byte> file = encoded(noise(1, 1, 3), ".png");
    for (int i = 0; i < 4; ++i) {
        file[16 + i] = static_cast<std::byte>(width >> (24 - 8 * i));
        file[20 + i] = static_cast<std::byte>(height >> (24 - 8 * i));
    }
    return file;
}

TEST(PhotoFile, TooManyPixelsAreRefusedByTheHeader) {
    const std::string sentence = errorOf(ErrorKind::Input, [] { readPhoto(emptyPng(30000, 30000), "big.png"); });
    EXPECT_EQ(sentence, "big.png is too large: 30,000×30,000 pixels are more than 250,000,000");
    EXPECT_THAT(errorOf(ErrorKind::Input, [] { readPhoto(emptyPng(0x7FFFFFFF, 0x7FFFFFFF), "big.png"); }),
                HasSubstr("too large"));
    std::vector<std::byte> jpeg = encoded(noise(16, 16, 3), ".jpg");
    const std::array marker{std::byte{0xFF}, std::byte{0xC0}};
    const auto frame = std::search(jpeg.begin(), jpeg.end(), marker.begin(), marker.end());
    ASSERT_NE(frame, jpeg.end());
    std::fill(frame + 5, frame + 9, std::byte{0xFD});
    EXPECT_THAT(errorOf(ErrorKind::Input, [&] { readPhoto(jpeg, "big.jpg"); }), HasSubstr("65,021×65,021"));
}

TEST(PhotoFile, UnknownExtensionsAreRefusedWithTheKnownOnes) {
    const TemporaryFolder folder;
    for (const char* name : {"result.bmp", "result", "result.jpg.txt"}) {
        EXPECT_THAT(errorOf(ErrorKind::Output,
                            [&] {
                                writePhoto({noise(2, 2, 3), nullptr}, folder / name);
                            }),
                    HasSubstr("use .jpg, .png, .tif or .webp"));
        EXPECT_THAT(errorOf(ErrorKind::Output, [&] { checkWritable(folder / name, true); }), HasSubstr("use .jpg"));
    }
    EXPECT_TRUE(test::namesIn(folder).empty());
}

TEST(PhotoFile, IsMadeSmallerWhereThatIsAskedFor) {
    const test::TemporaryFolder folder;
    const Image picture = test::gradient(120, 90, 3);
    writePhoto({picture, nullptr}, folder / "big.jpg");
    const Photo photo = readPhoto(folder / "big.jpg");
    WriteOptions options;
    for (const char* name : {"small.jpg", "small.png", "small.tif", "small.webp"}) {
        options.longEdge = 40;
        writePhoto(photo, folder / name, options);
        const Image small = readPhoto(folder / name).image;
        EXPECT_EQ(small.bounds(), (PixelRect{0, 0, 40, 30})) << name;
        EXPECT_NEAR(small.row<std::uint8_t>(15)[60], picture.row<std::uint8_t>(46)[3 * 61], 12) << name;
    }
    options.longEdge = 120;  // it is no larger
    writePhoto(photo, folder / "same.jpg", options);
    EXPECT_EQ(readFile(folder / "same.jpg"), readFile(folder / "big.jpg"));
}

}  // namespace
}  // namespace facet::media
