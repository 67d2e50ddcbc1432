// SPDX-License-Identifier: GPL-3.0-or-later
#include "Heifs.h"
#include "Pictures.h"
#include "engine/media/PhotoFile.h"

#include <exiv2/exiv2.hpp>
#include <gmock/gmock.h>

namespace facet::media {
namespace {

/// A TIFF header and one directory: the maker "Box" and orientation 6.
std::string exif() {
    Exiv2::ExifData data;
    data["Exif.Image.Make"] = "Box";
    data["Exif.Image.Orientation"] = std::uint16_t{6};
    Exiv2::Blob blob;
    Exiv2::ExifParser::encode(blob, Exiv2::littleEndian, data);
    return {blob.begin(), blob.end()};
}

class Heif : public ::testing::TestWithParam<heif_compression_format> {
 protected:
    void SetUp() override {
        if (m_file.empty()) {
            GTEST_SKIP() << "libheif has no encoder to make such a file with";
        }
    }
    std::vector<std::byte> m_file = test::heifOf(test::gradient(64, 48, 3), GetParam(), exif());
};

TEST_P(Heif, ComesInWithItsMetadata) {
    const Photo photo = readPhoto(m_file, "x.heic");
    // The container says how it is turned, whatever EXIF says.
    ASSERT_EQ(photo.image.bounds(), (PixelRect{0, 0, 64, 48}));
    const Image expected = test::gradient(64, 48, 3);
    for (std::size_t i = 0; i < expected.byteCount(); i += 97) {
        EXPECT_NEAR(std::to_integer<int>(photo.image.data()[i]), std::to_integer<int>(expected.data()[i]), 10) << i;
    }
    const auto jpeg = encodePhoto(photo, ".jpg", {.recipeJson = "{}"});
    const auto image = Exiv2::ImageFactory::open(reinterpret_cast<const Exiv2::byte*>(jpeg.data()), long(jpeg.size()));
    image->readMetadata();
    EXPECT_EQ(image->exifData()["Exif.Image.Make"].toString(), "Box");
    EXPECT_EQ(image->exifData()["Exif.Image.Orientation"].toLong(), 1);
}

TEST_P(Heif, IsOnlyRead) {
    for (const char* extension : {".heic", ".avif"}) {
        EXPECT_THAT(test::errorOf(ErrorKind::Output, [&] { encodePhoto(readPhoto(m_file, "x"), extension); }),
                    ::testing::HasSubstr("only read; use .jpg"));
    }
    EXPECT_EQ(writableName("a/b.HEIC"), "a/b.jpg");
    EXPECT_EQ(writableName("a/b.tif"), "a/b.tif");
}

INSTANTIATE_TEST_SUITE_P(Codecs, Heif, ::testing::Values(heif_compression_HEVC, heif_compression_AV1));

}  // namespace
}  // namespace facet::media
