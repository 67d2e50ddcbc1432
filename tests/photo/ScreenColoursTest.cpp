// SPDX-License-Identifier: GPL-3.0-or-later
#include "Pictures.h"
#include "engine/Error.h"
#include "engine/media/ScreenColours.h"
#include "tests/support/Profiles.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>

namespace facet::media {
namespace {

std::vector<unsigned char> samplesOf(const Image& image) {
    return {image.row<std::uint8_t>(0), image.row<std::uint8_t>(0) + image.byteCount()};
}

struct Kind {
    std::vector<std::byte> (*make)();
    int most;  ///< that lcms2's fast way differs from the exact one, in steps of 8 bits: measured
};

class ScreenProfile : public ::testing::TestWithParam<Kind> {};

TEST_P(ScreenProfile, ShowsWhatLcmsDoes) {
    const std::vector<std::byte> icc = GetParam().make();
    const ScreenColours colours(icc);
    EXPECT_FALSE(colours.isSrgb());
    const Image picture = test::noise(60, 50, 3);
    const auto shown = samplesOf(colours.toScreen(picture));
    const auto wanted = test::onScreen(icc, samplesOf(picture));
    ASSERT_EQ(shown.size(), wanted.size());
    int most = 0;
    std::size_t differ = 0;
    for (std::size_t i = 0; i < shown.size(); ++i) {
        most = std::max(most, std::abs(int(shown[i]) - int(wanted[i])));
        differ += shown[i] != wanted[i];
    }
    EXPECT_LE(most, GetParam().most);
    EXPECT_LT(differ, shown.size() / 10);
}

TEST_P(ScreenProfile, KeepsAlphaAndSpreadsGrey) {
    const std::vector<std::byte> icc = GetParam().make();
    const ScreenColours colours(icc);
    for (const int channels : {1, 2, 4}) {
        const Image picture = test::noise(9, 7, channels);
        const Image shown = colours.toScreen(picture);
        ASSERT_EQ(shown.channels(), channels == 1 ? 3 : 4);
        for (int x = 0; x < 9; ++x) {
            const auto* in = picture.row<std::uint8_t>(3) + x * channels;
            const auto* out = shown.row<std::uint8_t>(3) + x * shown.channels();
            const bool grey = channels < 3;
            const auto wanted = test::onScreen(icc, {in[0], in[grey ? 0 : 1], in[grey ? 0 : 2]});
            for (int c = 0; c < 3; ++c) {
                EXPECT_NEAR(out[c], wanted[std::size_t(c)], GetParam().most) << channels;
            }
            if (picture.hasAlpha()) {
                EXPECT_EQ(out[3], in[channels - 1]);
            }
        }
    }
}

INSTANTIATE_TEST_SUITE_P(Kinds, ScreenProfile,
                         ::testing::Values(Kind{test::wideProfile, 1}, Kind{test::tableProfile, 2}));

TEST(ScreenColours, TablesDoWhatNoMatrixDoes) {
    const auto wide = test::onScreen(test::wideProfile(), {200, 30, 90});
    const auto tables = test::onScreen(test::tableProfile(), {200, 30, 90});
    EXPECT_GT(tables[2], wide[2] + 10);  // else the tests above say less than they seem to
}

TEST(ScreenColours, HaveTheProfilesName) {
    EXPECT_EQ(ScreenColours(test::tableProfile()).name(), L"Bildschirm für Fotos");
}

TEST(ScreenColours, KnowSrgb) {
    EXPECT_TRUE(ScreenColours(test::srgbProfile()).isSrgb());
}

TEST(ScreenColours, RefuseWhatLeadsNowhere) {
    EXPECT_THROW(ScreenColours{test::greyProfile(2.2)}, Error);
    EXPECT_THROW(ScreenColours{std::vector<std::byte>{}}, Error);
    EXPECT_THROW(ScreenColours{std::vector<std::byte>(500, std::byte{7})}, Error);
}

/// Wherever it is cut off or wrong: either an Error, or colours.
TEST(ScreenColours, SurviveDamage) {
    for (const std::vector<std::byte>& icc : {test::wideProfile(), test::tableProfile()}) {
        int refused = 0;
        const auto look = [&refused](std::span<const std::byte> damaged) {
            try {
                EXPECT_EQ(ScreenColours(damaged).toScreen(test::noise(3, 2, 3)).width(), 3);
            } catch (const Error& error) {
                EXPECT_EQ(error.kind(), ErrorKind::Input);
                ++refused;
            }
        };
        for (std::size_t i = 0; i < 20; ++i) {
            const std::size_t at = i < 10 ? i * 17 : icc.size() * (i - 9) / 12;
            look(std::span(icc).first(at));
            std::vector<std::byte> wrong = icc;
            wrong[at] ^= std::byte{0x5a};
            look(wrong);
        }
        EXPECT_GT(refused, 10);
    }
}

}  // namespace
}  // namespace facet::media
