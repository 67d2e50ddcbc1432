// SPDX-License-Identifier: GPL-3.0-or-later
#include "Jpegs.h"
#include "Pictures.h"
#include "engine/media/PhotoFile.h"

#include <exiv2/exiv2.hpp>
#include <gmock/gmock.h>

#include <cmath>
#include <cstring>

namespace facet::media {
namespace {

using test::contentOf;
using test::JpegContent;
using test::JpegKind;
using test::jpegOf;

constexpr double Pi = 3.14159265358979;

/// A picture with something in every block.
Image texture(int width, int height, int channels) {
    Image image = test::gradient(width, height, channels);
    const Image grain = test::noise(width, height, channels);
    for (std::size_t i = 0; i < image.byteCount(); ++i) {
        const int value = std::to_integer<int>(image.data()[i]) + std::to_integer<int>(grain.data()[i]) / 8;
        image.data()[i] = static_cast<std::byte>(value);
    }
    return image;
}

/// Brightens a part smoothly, to 0 at its border.
Image edited(const Image& image, const PixelRect& part) {
    Image result = image;
    for (int y = part.y; y < part.y + part.height; ++y) {
        for (int x = part.x; x < part.x + part.width; ++x) {
            const double weight =
                std::sin(Pi * (x - part.x + 0.5) / part.width) * std::sin(Pi * (y - part.y + 0.5) / part.height);
            for (int c = 0; c < image.channels(); ++c) {
                auto& sample = result.row<std::uint8_t>(y)[x * image.channels() + c];
                sample = static_cast<std::uint8_t>(std::min(255L, sample + std::lround((20 + 20 * c) * weight)));
            }
        }
    }
    return result;
}

/// The part of the stored picture with a changed sample.
PixelRect changedPart(const Image& before, const Image& after) {
    int left = before.width(), top = before.height(), right = 0, bottom = 0;
    const int channels = before.channels();
    for (int y = 0; y < before.height(); ++y) {
        for (int x = 0; x < before.width(); ++x) {
            if (std::memcmp(before.row<std::uint8_t>(y) + x * channels, after.row<std::uint8_t>(y) + x * channels,
                            channels) != 0) {
                left = std::min(left, x);
                right = std::max(right, x + 1);
                top = std::min(top, y);
                bottom = std::max(bottom, y + 1);
            }
        }
    }
    return {left, top, right - left, bottom - top};
}

struct Comparison {
    int changed = 0;
    int changedOutside = 0;  ///< blocks that the part does not reach
};

Comparison compare(const JpegContent& before, const JpegContent& after, const PixelRect& part) {
    Comparison result;
    for (std::size_t c = 0; c < before.components.size(); ++c) {
        const test::JpegComponent& a = before.components[c];
        for (std::size_t i = 0; i < a.blocks.size(); ++i) {
            const int width = 8 * a.across;
            const int height = 8 * a.down;
            const int column = static_cast<int>(i) % a.columns;
            const int row = static_cast<int>(i) / a.columns;
            const bool reached = !intersection(part, {column * width, row * height, width, height}).isEmpty();
            const bool changed = a.blocks[i] != after.components[c].blocks[i];
            result.changed += changed ? 1 : 0;
            result.changedOutside += changed && !reached ? 1 : 0;
        }
    }
    return result;
}

void expectSameForm(const JpegContent& before, const JpegContent& after) {
    EXPECT_EQ(after.space, before.space);
    EXPECT_EQ(after.progressive, before.progressive);
    EXPECT_EQ(after.restart, before.restart);
    ASSERT_EQ(after.components.size(), before.components.size());
    for (std::size_t c = 0; c < before.components.size(); ++c) {
        EXPECT_EQ(after.components[c].steps, before.components[c].steps) << "the tables of component " << c;
        EXPECT_EQ(after.components[c].across, before.components[c].across);
        EXPECT_EQ(after.components[c].down, before.components[c].down);
        ASSERT_EQ(after.components[c].blocks.size(), before.components[c].blocks.size());
    }
}

double meanDifference(const Image& a, const Image& b, const PixelRect& part) {
    const Image first = a.cropped(part);
    const Image second = b.cropped(part);
    double sum = 0;
    for (std::size_t i = 0; i < first.byteCount(); ++i) {
        sum += std::abs(std::to_integer<int>(first.data()[i]) - std::to_integer<int>(second.data()[i]));
    }
    return sum / static_cast<double>(first.byteCount());
}

class JpegEdit : public ::testing::TestWithParam<JpegKind> {
 protected:
    static std::vector<std::byte> file(int width = 203, int height = 149) {
        const J_COLOR_SPACE space = GetParam().space;
        const int channels = space == JCS_GRAYSCALE ? 1 : space == JCS_CMYK || space == JCS_YCCK ? 4 : 3;
        return jpegOf(texture(width, height, channels), GetParam());
    }
};

TEST_P(JpegEdit, KeepsTheCoefficientsOfEveryBlockOutside) {
    const auto original = file();
    Photo photo = readPhoto(original, "photo.jpg");
    const Image before = photo.image;
    photo.image = edited(before, {61, 37, 70, 50});
    const auto result = encodePhoto(photo, ".jpg", {.recipeJson = "{}"});

    const JpegContent own = contentOf(original);
    const JpegContent own2 = contentOf(result);
    expectSameForm(own, own2);
    const Comparison comparison = compare(own, own2, changedPart(before, photo.image));
    EXPECT_EQ(comparison.changedOutside, 0);
    EXPECT_GT(comparison.changed, 20);
    EXPECT_EQ(recipeOf(readPhoto(result, "x")), "{}");

    // What was asked for is there, as well as the tables let it be.
    const Image after = readPhoto(result, "x").image;
    const PixelRect inside{81, 50, 30, 24};
    EXPECT_GT(meanDifference(before, photo.image, inside), 15);
    EXPECT_LT(meanDifference(after, photo.image, inside), 4);
}

TEST_P(JpegEdit, ReachesTheLastPixels) {
    Photo photo = readPhoto(file(), "photo.jpg");
    const Image before = photo.image;
    for (int y = 120; y < before.height(); ++y) {
        for (int i = 180 * before.channels(); i < before.width() * before.channels(); ++i) {
            photo.image.row<std::uint8_t>(y)[i] = static_cast<std::uint8_t>(before.row<std::uint8_t>(y)[i] / 2 + 30);
        }
    }
    const Image after = readPhoto(encodePhoto(photo, ".jpg"), "x").image;
    const PixelRect corner{before.width() - 4, before.height() - 4, 4, 4};
    EXPECT_GT(meanDifference(before, photo.image, corner), 12);
    EXPECT_LT(meanDifference(after, photo.image, corner), 6);
}

TEST_P(JpegEdit, NothingEditedIsTheFileItself) {
    const auto original = file();
    const Photo photo = readPhoto(original, "photo.jpg");
    EXPECT_EQ(encodePhoto(photo, ".jpeg"), original);
    // Without the places it is another file, but no block of it is.
    const JpegContent kept = contentOf(encodePhoto(photo, ".jpg", {.keep = KeepMetadata::NoGps}));
    EXPECT_EQ(compare(contentOf(original), kept, {}).changed, 0);
}

TEST_P(JpegEdit, OtherSizesAndQualitiesAreCompressedAnew) {
    Photo photo = readPhoto(file(64, 64), "photo.jpg");
    EXPECT_NE(contentOf(encodePhoto(photo, ".jpg", {.quality = 40})).components[0].steps,
              contentOf(file(64, 64)).components[0].steps);
    photo.image = photo.image.cropped({0, 0, 40, 30});
    EXPECT_EQ(readPhoto(encodePhoto(photo, ".jpg"), "x").image.bounds(), photo.image.bounds());
}

INSTANTIATE_TEST_SUITE_P(
    Kinds, JpegEdit,
    ::testing::Values(JpegKind{.name = "C420"}, JpegKind{.name = "C444", .across = 1, .down = 1},
                      JpegKind{.name = "C422", .across = 2, .down = 1},
                      JpegKind{.name = "C440", .across = 1, .down = 2},
                      JpegKind{.name = "C411", .across = 4, .down = 1},
                      JpegKind{.name = "Progressive", .progressive = true}, JpegKind{.name = "Restarts", .restart = 5},
                      JpegKind{.name = "Coarse", .quality = 60}, JpegKind{.name = "Grey", .space = JCS_GRAYSCALE},
                      JpegKind{.name = "Rgb", .space = JCS_RGB}, JpegKind{.name = "Cmyk", .space = JCS_CMYK},
                      JpegKind{.name = "Ycck", .space = JCS_YCCK}),
    [](const auto& sample) { return std::string(sample.param.name); });

std::vector<std::byte> withOrientation(const std::vector<std::byte>& file, int orientation) {
    auto image = Exiv2::ImageFactory::open(reinterpret_cast<const Exiv2::byte*>(file.data()), long(file.size()));
    image->readMetadata();
    image->exifData()["Exif.Image.Orientation"] = static_cast<std::uint16_t>(orientation);
    image->writeMetadata();
    image->io().open();
    const Exiv2::DataBuf data = image->io().read(static_cast<long>(image->io().size()));
    const auto* begin = reinterpret_cast<const std::byte*>(data.pData_);
    return {begin, begin + data.size_};
}

class JpegOrientation : public ::testing::TestWithParam<int> {};

TEST_P(JpegOrientation, IsKeptAndTheEditLiesWhereItWasMade) {
    const auto original = withOrientation(jpegOf(texture(203, 149, 3), {}), GetParam());
    Photo photo = readPhoto(original, "photo.jpg");
    const Image before = photo.image;
    photo.image = edited(before, {20, 30, 60, 40});
    const auto result = encodePhoto(photo, ".jpg");

    const Photo again = readPhoto(result, "x");
    ASSERT_EQ(again.image.bounds(), before.bounds());
    EXPECT_LT(meanDifference(again.image, photo.image, {30, 40, 40, 20}), 4);
    EXPECT_EQ(again.image.cropped({110, 0, 30, 149}), before.cropped({110, 0, 30, 149}));
    // The stored pictures, as a reader sees them that knows nothing of orientations.
    const auto plain = [](const std::vector<std::byte>& file) {
        return readPhoto(withOrientation(file, 1), "x").image;
    };
    const Image storedBefore = plain(original);
    const Comparison comparison = compare(contentOf(original), contentOf(result),
                                          changedPart(storedBefore, readPhoto(withOrientation(result, 1), "x").image));
    EXPECT_GT(comparison.changed, 10);
    EXPECT_LT(comparison.changed, 120) << "of 741: turning would change them all";
    EXPECT_EQ(comparison.changedOutside, 0);
}

INSTANTIATE_TEST_SUITE_P(OneToEight, JpegOrientation, ::testing::Range(1, 9));

TEST(FileItself, ComesBackFromEveryFormatWhereNothingIsAskedFor) {
    for (const char* extension : {".jpg", ".png", ".tif", ".webp"}) {
        const auto original = encodePhoto({texture(60, 40, 3), nullptr}, extension);
        Photo photo = readPhoto(original, "x");
        EXPECT_EQ(encodePhoto(photo, extension), original) << extension;
        photo.image.row<std::uint8_t>(3)[7] ^= 64;
        EXPECT_NE(encodePhoto(photo, extension), original) << extension;
    }
}

}  // namespace
}  // namespace facet::media
