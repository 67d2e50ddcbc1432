// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/CommandLine.h"

#include <gmock/gmock.h>

#include <cstring>
#include <filesystem>

namespace facet::test {

namespace {

/// CelebA's columns; the one that these tests tell apart is the last.
constexpr const char* Columns =
    "name,5_o_Clock_Shadow,Arched_Eyebrows,Attractive,Bags_Under_Eyes,Bald,Bangs,Big_Lips,Big_Nose,Black_Hair,"
    "Blond_Hair,Blurry,Brown_Hair,Bushy_Eyebrows,Chubby,Double_Chin,Eyeglasses,Goatee,Gray_Hair,Heavy_Makeup,"
    "High_Cheekbones,Male,Mouth_Slightly_Open,Mustache,Narrow_Eyes,No_Beard,Oval_Face,Pale_Skin,Pointy_Nose,"
    "Receding_Hairline,Rosy_Cheeks,Sideburns,Straight_Hair,Wavy_Hair,Wearing_Earrings,Wearing_Hat,Wearing_Lipstick,"
    "Wearing_Necklace,Wearing_Necktie,Young,Smiling\n";

/// Aligned faces: the example's, grave and smiling, and a table that says so.
class Evaluate : public CommandLine {
 protected:
    void SetUp() override {
        std::filesystem::create_directory(path("faces"));
        runWell({"encode", example(), "-o", path("face.safetensors")});
        const auto decode = [this](const std::string& name, const std::string& amount) {
            runWell({"decode", path("face.safetensors"), "-o", path("faces/" + name), "--set", "smile=" + amount});
        };
        decode("grave.png", "-1");
        decode("smiling.png", "1");
        const std::string blank(40, ',');
        m_labels = writeFile("labels.csv", Columns + ("grave.png" + blank + "0\nsmiling.png" + blank + "1\n"));
    }

    std::vector<std::string> evaluate(const std::vector<std::string>& more) const {
        std::vector<std::string> words = {"evaluate", "--images", path("faces"), "--labels", m_labels};
        words.insert(words.end(), more.begin(), more.end());
        return words;
    }

    std::string m_labels;
};

TEST_F(Evaluate, JudgesAttributesOnFacesOfEitherSide) {
    const auto report = runForJson(evaluate({"--attribute", "smile"}));
    EXPECT_EQ(report["images"], 2);
    EXPECT_EQ(report["dequantisation"], "learnt") << "the bundled model's noise is";
    EXPECT_LT(report["bits_per_dim"].get<double>(), report["bits_per_dim_uniform"].get<double>());
    ASSERT_EQ(report["attributes"].size(), 1U);
    const auto& smile = report["attributes"]["smile"];
    EXPECT_EQ(smile["auc"], 1.0) << "the judge puts the smiling face above the grave one";
    EXPECT_EQ(smile["faces"], 1);
    EXPECT_EQ(smile["hit"], 1.0);
    EXPECT_EQ(smile["whole_crop"]["hit"], 1.0);
    EXPECT_EQ(smile["removing"]["faces"], 1);
    EXPECT_EQ(smile["removing"]["hit"], 1.0);
    EXPECT_EQ(smile["exploded"], 0);
    EXPECT_GT(smile["whole_crop"]["clipped"], 0) << "of a smile of 2";
    EXPECT_LT(smile["clipped"], 0.2);
    EXPECT_EQ(report["judge"]["auc"].size(), 1U) << "of the others all labels are blank";
    for (const char* kept : {"masculine", "age", "glasses"}) {
        EXPECT_TRUE(smile["leak"].contains(kept)) << kept;
    }
    EXPECT_FALSE(smile["leak"].contains("smile"));
}

TEST_F(Evaluate, WritesSheetsOfEditedFaces) {
    const auto sheets = evaluate({"--attribute", "smile", "--faces", "1", "--sheets", path("sheets")});
    runWell(sheets);
    const Image sheet = pixelsOf(path("sheets/smile.png"));
    const Image grave = pixelsOf(path("faces/grave.png"));
    ASSERT_EQ(sheet.width(), 5 * grave.width()) << "-2, -1, 0, +1, +2";
    ASSERT_EQ(sheet.height(), 2 * grave.height()) << "a row a face";
    for (int y = 0; y < grave.height(); ++y) {
        const auto* middle = sheet.row<std::uint8_t>(y) + 2 * grave.rowBytes();
        ASSERT_EQ(std::memcmp(middle, grave.row<std::uint8_t>(y), grave.rowBytes()), 0) << "0 is the face itself";
    }
    expectFailure(sheets, 7, "not empty");
}

/// Among strangers, and beside another photo of the same face.
TEST_F(Evaluate, SaysWhoIsStillNearestToTheirOwnFace) {
    std::string table = Columns;
    for (const char* name : {"grave", "smiling", "1", "2", "3", "4"}) {
        table += std::string(name) + ".png" + std::string(40, ',') + "\n";
    }
    for (const char* seed : {"1", "2", "3", "4"}) {
        runWell({"sample", "-n", "1", "--seed", seed, "-o", path("faces/") + seed + ".png"});
    }
    m_labels = writeFile("labels.csv", table);
    const auto report = runForJson(evaluate({"--attribute", "glasses"}));
    EXPECT_EQ(report["images"], 6);
    EXPECT_GE(report["attributes"]["glasses"]["faces"], 2);
    EXPECT_EQ(report["attributes"]["glasses"]["identity"], 1.0);
}

TEST_F(Evaluate, MeasuresThePyramidOnFacesThatHaveAsManyPixels) {
    const auto small = runForJson({"evaluate", "--images", path("faces")});
    ASSERT_EQ(small["pyramid"].size(), 2U);
    EXPECT_EQ(small["pyramid"][1]["images"], 0) << "a face of 64 pixels says nothing about one of 256";
    std::filesystem::create_directory(path("large"));
    runWell({"sample", "-n", "1", "-o", path("large/face.png")});
    const auto large = runForJson({"evaluate", "--images", path("large")});
    const int sides[] = {128, 256};
    for (std::size_t level = 0; level < 2; ++level) {
        const auto& figures = large["pyramid"][level];
        EXPECT_EQ(figures["side"], sides[level]);
        EXPECT_EQ(figures["images"], 1);
        EXPECT_LT(figures["roundtrip"]["max"].get<double>(), 1e-4);
        EXPECT_LT(figures["bits_per_dim"].get<double>(), 5) << "a uniform density over 2⁵ levels";
    }
}

TEST_F(Evaluate, SaysWhatIsWrongWithLabels) {
    expectFailure(evaluate({"--attribute", "smlie"}), 2, "facet info");
    expectFailure({"evaluate", "--images", path("faces"), "--attribute", "smile"}, 2, "--labels");
    const auto other = writeFile("other.csv", Columns + ("nobody.png" + std::string(40, ',') + "0\n"));
    expectFailure({"evaluate", "--images", path("faces"), "--labels", other}, 3, "table of labels");
    const auto narrow = writeFile("narrow.csv", "name,Smiling\ngrave.png,0\n");
    expectFailure({"evaluate", "--images", path("faces"), "--labels", narrow}, 3, "no column");
}

}  // namespace

}  // namespace facet::test
