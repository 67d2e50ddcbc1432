// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/Error.h"
#include "engine/latent/AttributeNames.h"
#include "engine/learning/LabelledFaces.h"
#include "engine/learning/SupportLearning.h"
#include "tests/support/TemporaryFolder.h"

#include <gtest/gtest.h>

#include <fstream>

namespace facet::learning {
namespace {

/// 120 faces of noise to learn from and 60 that are held out. Among these alone, smiles are bright everywhere.
class Faces : public testing::Test {
 protected:
    void SetUp() override {
        torch::manual_seed(4);
        const auto count = static_cast<std::int64_t>(latent::knownAttributes().size());
        m_faces.labels = (torch::rand({180, count + 1}) > 0.5).to(torch::kFloat32);
        m_faces.pictures = (torch::rand({180, 3, 64, 64}) * 99).to(torch::kUInt8);
        m_faces.heldOut = torch::arange(180) >= 120;
        const auto smiles = (m_faces.labels.select(1, 1) == 1).logical_and(m_faces.heldOut);
        m_faces.pictures.index_put_({smiles}, m_faces.pictures.index({smiles}) + 99);

        std::ofstream file(m_folder / "labels.csv");
        file << "name,Chubby";
        for (const auto& attribute : latent::knownAttributes()) {
            file << ',' << attribute.column;
        }
        file << '\n';
    }
    train::LabelTable table() const { return train::LabelTable(m_folder / "labels.csv"); }

    test::TemporaryFolder m_folder;
    FaceSet m_faces;
};

TEST_F(Faces, AreInThreeGroupsThatNeverMix) {
    const LabelledFaces groups(table(), m_faces);
    EXPECT_EQ(groups.training().count(), 120);
    EXPECT_FALSE(groups.training().heldOut.any().item<bool>());
    EXPECT_TRUE(groups.reporting().pictures.equal(m_faces.pictures.slice(0, 120, 180, 2)));
    EXPECT_TRUE(groups.calibration().pictures.equal(m_faces.pictures.slice(0, 121, 180, 2)));
}

TEST_F(Faces, AreJudgedByAllThatTheTableTells) {
    const LabelledFaces groups(table(), m_faces);
    const auto known = static_cast<std::int64_t>(groups.names().size());
    ASSERT_EQ(groups.allNames().size(), groups.names().size() + 1);
    EXPECT_EQ(groups.allNames().front(), "smile");
    EXPECT_EQ(groups.allNames().back(), "Chubby");
    const auto all = groups.allLabels(m_faces.labels);
    EXPECT_TRUE(all.slice(1, 0, known).equal(groups.attributeLabels(m_faces.labels)));
    EXPECT_TRUE(all.select(1, known).equal(m_faces.labels.select(1, 0)));
}

TEST_F(Faces, ThatAreHeldOutTeachNoMask) {
    const auto masks = learnSupports(table(), m_faces);
    const auto without = learnSupports(table(), m_faces.where(m_faces.heldOut.logical_not()));
    EXPECT_EQ(masks.supports, without.supports);
    EXPECT_EQ(masks.provenance, R"({"faces": 120})");
    EXPECT_THROW(learnSupports(table(), m_faces.where(m_faces.heldOut)), Error);
}

}  // namespace
}  // namespace facet::learning
