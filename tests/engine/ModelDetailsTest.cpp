// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/Error.h"
#include "engine/FaceSamples.h"
#include "tests/support/TemporaryFolder.h"

#include <gtest/gtest.h>

#include <array>
#include <filesystem>
#include <fstream>
#include <set>
#include <thread>
#include <vector>

namespace facet {
namespace {

/// The bundled model in a folder of its own, whose details may go or be damaged.
class Details : public testing::Test {
 protected:
    void SetUp() override {
        std::filesystem::copy_file(bundledModelFolder() / "model.safetensors", m_folder / "model.safetensors");
    }
    void bring(const std::string& details) const {
        std::filesystem::copy_file(bundledModelFolder() / details, m_folder / details,
                                   std::filesystem::copy_options::overwrite_existing);
    }
    LoadedModel load() const { return loadModel({.model = m_folder.path(), .threads = 2}); }

    test::TemporaryFolder m_folder;
};

TEST_F(Details, AreReadAndCompiledOnceWhenTheyAreWanted) {
    const auto model = load();
    for (const char* name : {"details-128.safetensors", "details-256.safetensors"}) {
        bring(name);  // late: nothing was read so far
    }
    const auto first = sampledFaces(model, 1, 0.7, 3);
    EXPECT_EQ(first.at(0).sizes(), (std::vector<std::int64_t>{1, 3, 256, 256}));
    for (const char* name : {"details-128.safetensors", "details-256.safetensors"}) {
        std::filesystem::remove(m_folder / name);
    }
    EXPECT_TRUE(sampledFaces(model, 1, 0.7, 3).at(0).equal(first.at(0)));
    EXPECT_EQ(model.details->flows().size(), 2U);
}

TEST_F(Details, ThreadsThatWantThemAtOnceGetTheSame) {
    bring("details-128.safetensors");
    const auto model = load();
    std::array<const flow::Glow*, 4> seen = {};
    {
        std::vector<std::jthread> threads;
        for (auto& flow : seen) {
            threads.emplace_back([&model, &flow] { flow = model.details->flows().at(0).get(); });
        }
    }
    EXPECT_EQ(std::set(seen.begin(), seen.end()).size(), 1U);
}

TEST_F(Details, AModelWithoutThemDrawsItsOwnPictures) {
    const auto model = load();
    EXPECT_EQ(sampledFaces(model, 1, 0.7, 3).at(0).size(3), 64);
    EXPECT_EQ(model.details->pyramid().levels(), 0U);
}

TEST_F(Details, DamagedOnesAreAnErrorUntilTheyAreMended) {
    std::ofstream(m_folder / "details-128.safetensors") << "hello";
    const auto model = load();
    for (int i = 0; i < 2; ++i) {
        EXPECT_THROW(sampledFaces(model, 1, 0.7, 3), Error);
    }
    bring("details-128.safetensors");
    EXPECT_EQ(sampledFaces(model, 1, 0.7, 3).at(0).size(3), 128);
}

}  // namespace
}  // namespace facet
