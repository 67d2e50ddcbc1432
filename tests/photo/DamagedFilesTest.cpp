// SPDX-License-Identifier: GPL-3.0-or-later
#ifdef FACET_HAS_HEIF
#include "Heifs.h"
#endif
#include "Jpegs.h"
#include "Pictures.h"
#include "engine/media/PhotoFile.h"

#include <exiv2/exiv2.hpp>
#include <gmock/gmock.h>

#include <functional>
#include <random>

namespace facet::media {
namespace {

using Bytes = std::vector<std::byte>;
using Depth = Image::Depth;

/// EXIF with a thumbnail, XMP and IPTC, so that there is more than pixels to damage.
Bytes described(const Bytes& file) {
    auto image = Exiv2::ImageFactory::open(reinterpret_cast<const Exiv2::byte*>(file.data()), long(file.size()));
    image->readMetadata();
    image->exifData()["Exif.Image.Make"] = "Box";
    image->exifData()["Exif.Image.Orientation"] = std::uint16_t{6};
    image->exifData()["Exif.GPSInfo.GPSLatitudeRef"] = "N";
    image->xmpData()["Xmp.dc.creator"] = "Somebody";
    image->iptcData()["Iptc.Application2.Caption"] = "A face";
    image->writeMetadata();
    image->io().open();
    const Exiv2::DataBuf data = image->io().read(static_cast<long>(image->io().size()));
    const auto* begin = reinterpret_cast<const std::byte*>(data.pData_);
    return {begin, begin + data.size_};
}

/// Cut off, bits flipped, bytes set to what counts and lengths like least, parts taken out or twice.
Bytes mutated(const Bytes& file, std::mt19937& random) {
    Bytes result = file;
    const auto below = [&random](std::size_t n) { return std::size_t(random() % std::max<std::size_t>(n, 1)); };
    // Half of the damage hits the headers, where most can go wrong.
    const auto place = [&] {
        return below(random() % 2 == 0 ? std::min<std::size_t>(result.size(), 200) : result.size());
    };
    switch (random() % 6) {
        case 0:
            result.resize(below(result.size()));
            break;
        case 1: {
            const std::size_t from = place();
            const auto begin = result.begin() + static_cast<std::ptrdiff_t>(from);
            result.erase(begin,
                         begin + static_cast<std::ptrdiff_t>(below(std::min<std::size_t>(64, result.size() - from))));
            break;
        }
        case 2: {
            const std::size_t from = place();
            const Bytes part(result.begin() + static_cast<std::ptrdiff_t>(from),
                             result.begin() + static_cast<std::ptrdiff_t>(std::min(result.size(), from + 40)));
            result.insert(result.begin() + static_cast<std::ptrdiff_t>(place()), part.begin(), part.end());
            break;
        }
        case 3:
            for (std::size_t i = place(), end = std::min(result.size(), i + 1 + below(8)); i < end; ++i) {
                result[i] = std::array{std::byte{0}, std::byte{0xFF}, std::byte{0x7F}, std::byte{0x80}}[below(4)];
            }
            break;
        default:
            for (std::size_t i = 1 + below(10); i > 0 && !result.empty(); --i) {
                result[place()] ^= std::byte(1U << random() % 8);
            }
            break;
    }
    return result;
}

struct Sample {
    const char* name;
    const char* extension;
    std::function<Bytes()> make;
};

void PrintTo(const Sample& sample, std::ostream* stream) {
    *stream << sample.name;
}

Bytes written(const char* extension, int channels, Depth depth) {
    return encodePhoto({test::noise(48, 36, channels, depth), nullptr}, extension);
}

class DamagedFiles : public ::testing::TestWithParam<Sample> {};

/// Whatever comes in, a photo comes out or a sentence; and a photo that came out can be written again.
TEST_P(DamagedFiles, GiveAPictureOrASentence) {
    constexpr int Mutations = 500;
    const Bytes whole = GetParam().make();
    if (whole.empty()) {
        GTEST_SKIP() << "there is no encoder to make such a file with";
    }
    ASSERT_NO_THROW(readPhoto(whole, "whole"));
    std::mt19937 random(7);
    int refused = 0;
    ::testing::internal::CaptureStderr();
    for (int i = 0; i < Mutations; ++i) {
        const Bytes file = mutated(whole, random);
        try {
            Photo photo = readPhoto(file, "damaged");
            photo.image.data()[photo.image.byteCount() / 2] ^= std::byte{0x20};
            encodePhoto(photo, GetParam().extension, {.keep = KeepMetadata::NoGps});
        } catch (const Error& error) {
            ++refused;
            EXPECT_TRUE(error.kind() == ErrorKind::Input || error.kind() == ErrorKind::Output) << error.what();
            EXPECT_GT(std::string(error.what()).size(), 12U);
            EXPECT_EQ(std::string(error.what()).find('\n'), std::string::npos) << error.what();
        } catch (const std::exception& error) {
            ADD_FAILURE() << "mutation " << i << " of " << GetParam().name << ": " << error.what();
        }
    }
    const std::string printed = ::testing::internal::GetCapturedStderr();
    EXPECT_TRUE(printed.empty() || std::string(GetParam().name) == "Avif") << "its decoder talks: " << printed;
    EXPECT_GT(refused, Mutations / 10);
}

INSTANTIATE_TEST_SUITE_P(
    Formats, DamagedFiles,
    ::testing::Values(Sample{"Jpeg", ".jpg", [] { return described(test::jpegOf(test::noise(48, 36, 3), {})); }},
                      Sample{"ProgressiveJpeg", ".jpg",
                             [] { return test::jpegOf(test::noise(48, 36, 3), {.progressive = true}); }},
                      Sample{"CmykJpeg", ".jpg",
                             [] { return test::jpegOf(test::noise(48, 36, 4), {.space = JCS_YCCK, .restart = 2}); }},
                      Sample{"Png", ".png", [] { return described(written(".png", 3, Depth::U8)); }},
                      Sample{"DeepPng", ".png", [] { return written(".png", 4, Depth::U16); }},
                      Sample{"Tiff", ".tif", [] { return described(written(".tif", 3, Depth::U8)); }},
                      Sample{"DeepTiff", ".tif", [] { return written(".tif", 4, Depth::U16); }},
                      Sample{"WebP", ".webp", [] { return described(written(".webp", 3, Depth::U8)); }},
                      Sample{"ClearWebP", ".webp", [] { return written(".webp", 4, Depth::U8); }}),
    [](const auto& sample) { return std::string(sample.param.name); });

#ifdef FACET_HAS_HEIF
INSTANTIATE_TEST_SUITE_P(
    Heif, DamagedFiles,
    ::testing::Values(
        Sample{"Heic", ".jpg", [] { return test::heifOf(test::gradient(64, 64, 3), heif_compression_HEVC); }},
        Sample{"Avif", ".jpg", [] { return test::heifOf(test::gradient(64, 64, 3), heif_compression_AV1); }}),
    [](const auto& sample) { return std::string(sample.param.name); });
#endif

}  // namespace
}  // namespace facet::media
