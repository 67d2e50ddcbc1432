// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/Error.h"
#include "engine/flow/Dequantise.h"
#include "engine/train/AttributeJudge.h"
#include "engine/train/LabelTable.h"
#include "tests/support/TemporaryFolder.h"

#include <gmock/gmock.h>

#include <cmath>
#include <fstream>

namespace facet::train {
namespace {

/// Pictures that are bright where the label is 1; half of the labels are unknown.
LabelledPictures brightAndDark() {
    torch::manual_seed(1);
    auto labels = (torch::rand({256, 1}) > 0.5).to(torch::kFloat32);
    const auto pictures = (labels.view({-1, 1, 1, 1}) * 120 + torch::rand({256, 3, 64, 64}) * 100).to(torch::kUInt8);
    labels.slice(0, 0, 128) = NAN;
    return {pictures, labels};
}

TEST(AttributeJudge, LearnsWhatShowsAndSurvivesItsFile) {
    const auto data = brightAndDark();
    torch::manual_seed(2);
    AttributeJudge judge({"bright"}, 8, 3);
    trainJudge(judge, data, 4, 3, [](double) {}, {});
    const auto known = data.pictures.slice(0, 128);
    const auto scores = judge.score(flow::fromLevels(known));
    EXPECT_GT(areaUnderCurve(scores.flatten(), data.labels.slice(0, 128).flatten()), 0.99);
    EXPECT_TRUE(torch::allclose(scores, judge.score(flow::fromLevels(known.flip(3))), 1e-4, 1e-4));

    const test::TemporaryFolder folder;
    judge.save(folder / "judge.safetensors", false);
    const auto loaded = AttributeJudge::load(folder / "judge.safetensors");
    EXPECT_EQ(loaded->attributes(), judge.attributes());
    EXPECT_LT((loaded->score(flow::fromLevels(known)) - scores).abs().max().item<double>(), 0.05);
    EXPECT_THROW(judge.indexOf("dark"), std::invalid_argument);
}

TEST(AttributeJudge, TrainingEndsWhenAsked) {
    std::stop_source source;
    source.request_stop();
    AttributeJudge judge({"bright"}, 8, 3);
    EXPECT_THROW(trainJudge(
                     judge, brightAndDark(), 1, 1, [](double) {}, source.get_token()),
                 Error);
}

TEST(AreaUnderCurve, IsTheChanceOfTheRightOrder) {
    const auto labels = torch::tensor({1.0F, 0.0F, 1.0F, 0.0F, NAN});
    EXPECT_NEAR(areaUnderCurve(torch::tensor({4.0F, 1.0F, 3.0F, 2.0F, 9.0F}), labels), 1, 1e-12);
    EXPECT_NEAR(areaUnderCurve(torch::tensor({4.0F, 1.0F, 1.5F, 2.0F, 9.0F}), labels), 0.75, 1e-12);
    EXPECT_NEAR(areaUnderCurve(torch::tensor({2.0F, 2.0F, 2.0F, 2.0F, 9.0F}), labels), 0.5, 1e-12);
    EXPECT_NEAR(areaUnderCurve(torch::tensor({1.0F, 2.0F}), torch::tensor({1.0F, 1.0F})), 0.5, 1e-12);
}

class LabelTableTest : public testing::Test {
 protected:
    std::filesystem::path write(const std::string& text) {
        std::ofstream(m_folder / "labels.csv") << text;
        return m_folder / "labels.csv";
    }
    test::TemporaryFolder m_folder;
};

TEST_F(LabelTableTest, ReadsLabelsAndUnknowns) {
    const LabelTable table(write("name,source,side,age,Smiling,Male\na.jpg,celeba,64,,1,\nb.jpg,ffhq,128,31,0,1\r\n"));
    EXPECT_EQ(table.attributes(), (std::vector<std::string>{"Smiling", "Male"}));
    EXPECT_TRUE(table.contains("b.jpg"));
    EXPECT_FALSE(table.contains("c.jpg"));
    EXPECT_EQ(table.labelsOf("a.jpg")[0].item<float>(), 1);
    EXPECT_TRUE(std::isnan(table.labelsOf("a.jpg")[1].item<float>()));
    EXPECT_EQ(table.labelsOf("b.jpg")[1].item<float>(), 1);
}

TEST_F(LabelTableTest, NamesTheLineThatIsWrong) {
    const auto message = [&](const std::string& text) -> std::string {
        try {
            const LabelTable table(write(text));
        } catch (const Error& error) {
            EXPECT_EQ(error.kind(), ErrorKind::Input);
            return error.what();
        }
        return "accepted";
    };
    EXPECT_THAT(message("name,Smiling\na.jpg,1\nb.jpg,maybe\n"), testing::HasSubstr("line 3"));
    EXPECT_THAT(message("name,Smiling\na.jpg\n"), testing::HasSubstr("line 2"));
    EXPECT_THAT(message(""), testing::HasSubstr("empty"));
    EXPECT_THROW(LabelTable(m_folder / "none.csv"), Error);
}

TEST(HeldOut, IsOneInEightAndNeverChanges) {
    int count = 0;
    for (int i = 0; i < 2000; ++i) {
        count += isHeldOut("face_" + std::to_string(i) + ".jpg") ? 1 : 0;
    }
    EXPECT_NEAR(count, 250, 50);
    EXPECT_EQ(isHeldOut("celeba_000001.jpg"), isHeldOut("celeba_000001.jpg"));
}

}  // namespace
}  // namespace facet::train
