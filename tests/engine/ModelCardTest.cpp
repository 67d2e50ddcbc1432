// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/Error.h"
#include "engine/LoadedModel.h"
#include "tests/support/TemporaryFolder.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <filesystem>
#include <fstream>

namespace facet {
namespace {

class ModelCard : public testing::Test {
 protected:
    void SetUp() override {
        std::filesystem::copy_file(bundledModelFolder() / "model.safetensors", m_folder / "model.safetensors");
    }
    void write(const std::string& card) const { std::ofstream(m_folder / "card.json") << card; }
    nlohmann::json card() const {
        const EngineInfo info = describe(loadModel({.model = m_folder.path(), .threads = 2}));
        return nlohmann::json::parse(info.modelCard);
    }
    test::TemporaryFolder m_folder;
};

TEST_F(ModelCard, OfTheFolderSaysMoreThanTheFlows) {
    const auto alone = card();
    EXPECT_EQ(alone.at("name"), "face64");
    EXPECT_FALSE(alone.contains("round_trip"));
    write(R"({"name": "renamed", "round_trip": "short"})");
    const auto both = card();
    EXPECT_EQ(both.at("name"), "renamed");
    EXPECT_EQ(both.at("round_trip"), "short");
    EXPECT_EQ(both.at("licence"), alone.at("licence"));
}

TEST_F(ModelCard, SaysHowGoodAnAttributeIsAsItIsWritten) {
    std::filesystem::copy_file(bundledModelFolder() / "directions.safetensors", m_folder / "directions.safetensors");
    const auto smile = [&] { return describe(loadModel({.model = m_folder.path(), .threads = 2})).attributes.front(); };
    const AttributeInfo fitted = smile();
    ASSERT_EQ(fitted.name, "smile");
    write(R"({"quality": {"smile": {"hit": 0.25, "leak": 0.125, "worst_leak": "glasses"}, "faces_a_side": 64}})");
    EXPECT_EQ(smile().hit, 0.25);
    EXPECT_EQ(smile().leak, 0.125);
    EXPECT_EQ(smile().worstLeak, "glasses");
    write(R"({"quality": {"beard": {"hit": 0.25, "leak": 0}, "smile": {"hit": "all"}}})");
    EXPECT_EQ(smile().hit, fitted.hit);
}

TEST_F(ModelCard, ThatIsDamagedIsASentence) {
    write("{\"name\": ");
    try {
        card();
        FAIL() << "read";
    } catch (const Error& error) {
        EXPECT_EQ(error.kind(), ErrorKind::Model);
        EXPECT_NE(std::string(error.what()).find("card.json"), std::string::npos);
    }
}

/// What the bundled one owes the people who use it.
TEST(BundledCard, SaysWhatTheModelIsGoodAndBadAt) {
    std::ifstream file(bundledModelFolder() / "card.json");
    const auto card = nlohmann::json::parse(file);
    for (const char* field : {"training_data", "licence", "bits_per_dim", "round_trip", "limits", "not_tested_on"}) {
        EXPECT_TRUE(card.contains(field)) << field;
    }
    for (const char* attribute : {"smile", "glasses", "blond-hair", "black-hair", "bangs", "beard", "age", "makeup"}) {
        EXPECT_TRUE(card.at("quality").contains(attribute)) << attribute;
    }
}

}  // namespace
}  // namespace facet
