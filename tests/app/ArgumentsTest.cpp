// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/facet/Arguments.h"
#include "app/facet/ContactSheet.h"
#include "app/facet/NearestNames.h"
#include "engine/Error.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace facet::cli {

namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::Pair;

template <class Parse>
void expectUsageError(const Parse& parse, const std::string& text) {
    try {
        parse(text);
        FAIL() << "accepted \"" << text << '"';
    } catch (const Error& error) {
        EXPECT_EQ(error.kind(), ErrorKind::Usage);
        EXPECT_NE(std::string(error.what()), "");
    }
}

TEST(Arguments, SettingIsNameAndAmount) {
    EXPECT_THAT(parseSetting("smile=0.8"), Pair("smile", 0.8));
    EXPECT_THAT(parseSetting("smile=-2"), Pair("smile", -2));
    EXPECT_THAT(parseSetting("smile=+1"), Pair("smile", 1));
    EXPECT_THAT(parseSetting("smile=1e-1"), Pair("smile", 0.1));
}

TEST(Arguments, SettingRefusesWhatIsNoAmount) {
    for (const char* text :
         {"", "smile", "=1", "smile=", "smile=abc", "smile=1x", "smile=0,5", "smile=inf", "smile=-inf", "smile=nan",
          "smile=2.01", "smile=-3", "smile=1e999", "smile= 1", "smile=--1", "a=b=1"}) {
        expectUsageError(parseSetting, text);
    }
}

TEST(Arguments, EyesAreFourNumbers) {
    const auto [left, right] = parseEyes("210,300.5,330,-1");
    EXPECT_EQ(left, (Point{210, 300.5}));
    EXPECT_EQ(right, (Point{330, -1}));
    for (const char* text :
         {"", "1,2,3", "1,2,3,4,5", "1,2,3,x", "1,2,3,", ",,,", "1,2,3,nan", "1,2,3,inf", "1;2;3;4"}) {
        expectUsageError(parseEyes, text);
    }
}

TEST(Arguments, FaceIsANumberOrAll) {
    EXPECT_EQ(parseFaceChoice("0"), 0);
    EXPECT_EQ(parseFaceChoice("12"), 12);
    EXPECT_EQ(parseFaceChoice("all"), std::nullopt);
    for (const char* text : {"", "-1", "1.5", "largest", "All", "99999999999"}) {
        expectUsageError(parseFaceChoice, text);
    }
}

TEST(NearestNames, OffersWhatIsLike) {
    const std::vector<std::string> known = {"smile",      "age",        "bald",      "bangs",     "beard",
                                            "blond-hair", "black-hair", "gray-hair", "brown-hair"};
    EXPECT_THAT(nearestNames("smlie", known), ElementsAre("smile"));
    EXPECT_THAT(nearestNames("Smile", known), ElementsAre("smile"));
    EXPECT_THAT(nearestNames("Blond_Hair", known).front(), "blond-hair");
    EXPECT_THAT(nearestNames("beerd", known).front(), "beard");
    EXPECT_EQ(nearestNames("hair", known).size(), 3U);
    EXPECT_THAT(nearestNames("zzzzzz", known), IsEmpty());
    EXPECT_THAT(nearestNames("", known), IsEmpty());
    EXPECT_THAT(nearestNames("smile", {}), IsEmpty());
}

TEST(NearestNames, EndsASentence) {
    EXPECT_EQ(offerNearest("smlie", {"age", "smile"}), "; did you mean smile?");
    EXPECT_EQ(offerNearest("bat", {"bar", "bag"}), "; did you mean bag or bar?");
    EXPECT_EQ(offerNearest("zzzzzz", {"smile"}), "");
}

TEST(ContactSheet, LaysPicturesOutRowByRow) {
    std::vector<Image> pictures(5, Image(2, 3, 1));
    for (int i = 0; i < 5; ++i) {
        pictures[i].row<std::uint8_t>(2)[1] = std::uint8_t(10 + i);
    }
    Image sheet = contactSheet(pictures, 3);
    EXPECT_EQ(sheet.bounds(), (PixelRect{0, 0, 6, 6}));
    EXPECT_EQ(sheet.row<std::uint8_t>(2)[5], 12);
    EXPECT_EQ(sheet.row<std::uint8_t>(5)[3], 14);
    EXPECT_EQ(sheet.row<std::uint8_t>(5)[5], 0);
    EXPECT_EQ(contactSheet(pictures, 8).bounds(), (PixelRect{0, 0, 10, 3}));
}

TEST(ContactSheet, RefusesPicturesThatDiffer) {
    EXPECT_THROW(contactSheet({}, 1), std::invalid_argument);
    EXPECT_THROW(contactSheet({Image(2, 2, 3)}, 0), std::invalid_argument);
    EXPECT_THROW(contactSheet({Image(2, 2, 3), Image(2, 2, 4)}, 1), std::invalid_argument);
}

}  // namespace

}  // namespace facet::cli
